"""How an article comes in: bytes → text → what a page says of itself → what is like it already.

    decoding      a file's bytes to text, and text without what no reader can see      (pure)
    extraction    headline, byline, date, publisher and body of a saved page           (pure)
    likeness      a text's SimHash, and how much of two texts is the same              (pure)
    web_addresses the forms in which one page's address is written                     (pure)
    duplicates    the articles that are like a new one: asks the database
    proposals     what the form is filled in with: a free slug, the publisher by its name

Nothing is fetched, and nothing is kept between the steps. What is found is proposed: an editor
looks at it in a form (`claims.admin.intake`) and saves it.
"""
