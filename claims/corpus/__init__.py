"""A database for measuring: as many claims as one asks for, of the shape that real ones have.

`shape` says what there is and how often, `calendar` when, `texts` in which words, `people` who;
`stories` draws what is reported together, `rows` turns it into rows of the tables, with all that
is derived of them, and `loading` writes those. Nothing in it is about anybody: names are syllables.
"""
