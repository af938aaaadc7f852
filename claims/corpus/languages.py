"""The languages of the corpus: of each, some frequent words, and how something is said."""

from .shape import SEARCHED, Draw, one_of
from .texts import Language, Said, written

_ENGLISH = """
the of to and in that was on for by with from its had were not border missile
government ministry troops attack weapons village report convoy hospital evidence
forces bridge reactor harbour soldiers supplies sanctions inspectors territory
rockets prisoners agreement election pipeline power civilians treaty ceasefire
satellite shipment elections election-observers covid-19 cafe\u0301 nai\u0308ve
co-operation embassy naval drills airspace radar laboratory samples statement
negotiations
"""
_CYRILLIC = """
что на в и не по с из за от о для при военные границы удар ракеты правительство
министерство войска село отчёт колонна больница доказательства мост реактор порт
солдаты санкции территория пленные договор выборы мирные жители и\u0306од ёлка й
спутник поставки
"""
_ARABIC = """
في من إلى على عن أن التي كان مع هذا الحدود صواريخ الحكومة وزارة قوات هجوم قرية تقرير
قافلة مستشفى أدلة جسر مفاعل ميناء جنود عقوبات أراضي أسرى اتفاق انتخابات مدنيين قَالَ
مُفَتِّشُونَ أنابيب طاقة
"""
_HEBREW = """
של על את לא עם הוא זה כי היה מן הגבול טילים ממשלה משרד כוחות מתקפה כפר דוח שיירה
ראיות גשר כור נמל חיילים סנקציות שטח שבויים הסכם בחירות אזרחים שָׁלוֹם מְפַקְּחִים
לוויין משלוח
"""
_GREEK = """
και το της του στην με για από που δεν σύνορα πύραυλοι κυβέρνηση υπουργείο
στρατεύματα επίθεση χωριό έκθεση νοσοκομείο στοιχεία γέφυρα αντιδραστήρας λιμάνι
στρατιώτες κυρώσεις έδαφος αιχμάλωτοι συμφωνία εκλογές πολίτες ο\u0301ρος φάκελος
"""
_DEVANAGARI = """
के में की है से को और पर यह नहीं सीमा मिसाइल सरकार मंत्रालय सेना हमला गाँव रिपोर्ट
काफिला अस्पताल सबूत पुल रिएक्टर बंदरगाह सैनिक प्रतिबंध क्षेत्र कैदी समझौता चुनाव
नागरिक क्\u200dष उपग्रह
"""
_HAN = """
的 在 和 了 不 是 对 边境 导弹 政府 部队 袭击 村庄 报告 车队 医院 证据 桥梁 反应堆 港口 士兵 制裁
领土 俘虏 协议 选举 平民 卫星 𠮷野 管道 电力 检查员 条约
"""

ENGLISH = Language("en", _ENGLISH, said="said that", also=", and that")
LANGUAGES = (
    ENGLISH,
    Language(
        "ru", _CYRILLIC, said="сообщает, что", also=", и что",
        letters="а б ц д е ф г х и й к л м н о п к р с т у в в х ы з",
    ),
    Language(
        "ar", _ARABIC, said="قال إن", also="، وإن",
        letters="ا ب ك د ي ف ج ه ي ج ك ل م ن و ب ق ر س ت و ف و كس ي ز",
    ),
    Language(
        "he", _HEBREW, said="אמר כי", also=", וכי",
        letters="א ב צ ד ה פ ג ח י ג ק ל מ נ ו פ ק ר ס ט ו ב ו קס י ז",
    ),
    Language(
        "el", _GREEK, said="δήλωσε ότι", also=", και ότι", letters=
        "α β κ δ ε φ γ χ ι ζ κ λ μ ν ο π κ ρ σ τ ου β ου ξ υ ζ",
    ),
    Language(
        "hi", _DEVANAGARI, said="ने कहा कि", also=", और कि", stop="।",
        letters="अ ब च द ए फ ग ह इ ज क ल म न ओ प क र स त उ व व क्स य ज़",
    ),
    Language(
        "zh", _HAN, said="表示", also="，并称", stop="。", gap="",
        letters="ア ブ ク ド エ フ グ ハ イ ジ カ ラ マ ナ オ パ ク リ サ タ ウ ヴ ワ クス ヤ ザ",
    ),
)  # fmt: skip
_OFTEN = (*(0,) * 60, *(1,) * 12, *(2,) * 9, *(3,) * 4, *(4,) * 5, *(5,) * 4, *(6,) * 6)
_ENGLISH_SHARE = _OFTEN.count(0) / len(_OFTEN)
_MARKED = tuple((written(word), share / _ENGLISH_SHARE) for word, share in SEARCHED.items())


def language(draw: Draw) -> Language:
    return LANGUAGES[one_of(_OFTEN, draw)]


def assertion(language: Language, draw: Draw) -> list[Said]:
    """The words of a claim, the ones to search for among them."""
    words = language.phrase(draw)
    if language is ENGLISH:
        for word, share in _MARKED:
            if draw() < share:
                words.insert(int(draw() * len(words)), word)
    return words
