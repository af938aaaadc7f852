"""A text and its correction: one sentence of it stands in both, one has other words in each."""

SURE = "Kiev failed to show any proof at the meeting, the minister said on Monday."
CHANGED = "Nobody was there to hear it, and the hall was locked until noon."
BODY = f"""Kiev showed no proof

MOSCOW, Tuesday. After a long day of talks in the capital little was known of what was said.
{SURE} He gave no more details of what had been on the table.
Tehran denied it again. {CHANGED}

Tehran denied it again. Later in the week the ministry asked for an inquiry into the matter.
"""
# A word more, so that offsets move, and one sentence in other words.
CORRECTED = BODY.replace("the capital", "the Russian capital").replace(
    CHANGED, "Hardly anybody was there to hear it, and the hall was locked until one."
)
