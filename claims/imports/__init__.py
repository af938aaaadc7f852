"""Claims out of other people's files: schema.org ClaimReview, and tables by a mapping.

file → records → items → database. `reading` ends in items and knows no database; `writing` begins
with them and knows no file.
"""
