"""Saved web pages, written for the tests: one tells of itself in JSON-LD, one in og: tags, one in
nothing but its markup; in several scripts."""

WITH_JSON_LD = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Minister denies sale | The Daily Test</title>
<link rel="canonical" href="https://daily.test.example/world/minister-denies-sale">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "Minister denies sale", "datePublished": "2022-12-13T01:10:00+03:00",
"author": {"@type": "Person", "name": "Ada Writer"},
"publisher": {"@type": "NewsMediaOrganization", "name": "The Daily Test"}}</script></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Minister denies   sale</h1>
<p>The minister said on <b>Monday</b> that nothing of the <a href="/sort">sort</a> had happened.<br>
“No drones were sold,” he added.</p>
<h2>What others say</h2>
<blockquote><p>It is false, and we have said so before.</p></blockquote>
<ul><li>First of two points in a list</li><li>Second of two points in a list</li></ul>
<p>Nobody else answered the questions that were put to them on Tuesday.</p>
<script>document.write("never a word of this")</script></article>
<footer>© 2023 The Daily Test. All rights reserved.</footer></body></html>
"""

BODY_OF_JSON_LD = """Minister denies sale

The minister said on Monday that nothing of the sort had happened.
“No drones were sold,” he added.

What others say

It is false, and we have said so before.

First of two points in a list

Second of two points in a list

Nobody else answered the questions that were put to them on Tuesday.
"""

WITH_OG_TAGS = """<!DOCTYPE html>
<html lang="fa" dir="rtl"><head><title>وزیر دفاع تکذیب کرد</title>
<meta property="og:title" content="وزیر دفاع تکذیب کرد">
<meta property="og:site_name" content="روزنامه نمونه">
<meta property="og:url" content="https://roozname.example/news/123">
<meta property="article:published_time" content="2022-11-05">
<meta name="author" content="سارا نویسنده"></head>
<body><main><h1>وزیر دفاع تکذیب کرد</h1>
<p>وزیر دفاع روز دوشنبه گفت که هیچ پهپادی فروخته نشده و این ادعا درست نیست.</p>
<p>او افزود که می\u200cتوان اسناد را نشان داد و هیچ\u200cکس آن را ندیده است.</p>
</main></body></html>
"""

PLAIN = """<html><head><title>Council refuses the request</title></head><body>
<div><h1>Council refuses the request</h1>
<p>The council refused the request on Thursday evening, after a debate of three hours.</p>
<p>Its members asked for the document instead, which nobody has shown so far.</p>
</div></body></html>
"""

IN_CYRILLIC = """<!DOCTYPE html><html lang="ru"><head><meta charset="windows-1251">
<title>Министр отрицает</title></head><body><article><h1>Министр отрицает</h1>
<p>Министр сказал в понедельник, что ничего подобного не было и не будет.</p>
<p>Беспилотников никому не поставляли, добавил он на встрече с журналистами.</p>
</article></body></html>
"""

WITHOUT_ARTICLE = "<!DOCTYPE html><html><head><title>Nothing</title></head><body></body></html>"
