"""A feed of a test's own: the mapping of its table."""

MAPPING = """
source: feed
key: [link]
text: claim
url: link
date: day
claimants: [{column: who, split: ';', kind: news_organisation}]
evidence:
- {words: rating, source: {column: by}, url: link}
"""
