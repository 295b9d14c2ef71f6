"""The names of days and months in twelve languages, folded; to add a language, add a row to each table."""

from functools import cache

from circles.domain.replies.languages import language_of

_WEEKDAYS = {
    "en": "monday mon|tuesday tue tues|wednesday wed|thursday thu thur thurs|friday fri"
    "|saturday sat|sunday sun",
    "de": "montag mo|dienstag di|mittwoch mi|donnerstag do|freitag fr|samstag sa sonnabend|sonntag so",
    "fr": "lundi lun|mardi mar|mercredi mer|jeudi jeu|vendredi ven|samedi sam|dimanche dim",
    "es": "lunes lun|martes mar|miercoles mie|jueves jue|viernes vie|sabado sab|domingo dom",
    "it": "lunedi lun|martedi mar|mercoledi mer|giovedi gio|venerdi ven|sabato sab|domenica dom",
    "pt": "segunda segunda-feira seg|terca terca-feira ter|quarta quarta-feira qua|quinta quinta-feira qui"
    "|sexta sexta-feira sex|sabado sab|domingo dom",
    "nl": "maandag ma|dinsdag di|woensdag wo|donderdag do|vrijdag vr|zaterdag za|zondag zo",
    "da": "mandag man|tirsdag tirs|onsdag ons|torsdag tors|fredag fre|lordag lor|sondag son",
    "sv": "mandag man|tisdag tis|onsdag ons|torsdag tors|fredag fre|lordag lor|sondag son",
    "nb": "mandag man|tirsdag tir|onsdag ons|torsdag tor|fredag fre|lordag lor|sondag son",
    "fi": "maanantai maanantaina maanantaihin maanantaille ma|tiistai tiistaina tiistaihin tiistaille ti"
    "|keskiviikko keskiviikkona keskiviikkoon keskiviikolle ke|torstai torstaina torstaihin torstaille to"
    "|perjantai perjantaina perjantaihin perjantaille pe|lauantai lauantaina lauantaihin lauantaille la"
    "|sunnuntai sunnuntaina sunnuntaihin sunnuntaille su",
    "pl": "poniedzialek pon|wtorek wt|sroda srode sr|czwartek czw|piatek pt|sobota sobote sob"
    "|niedziela niedziele niedz",
}
_MONTHS = {
    "en": "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep"
    "|october oct|november nov|december dec",
    "de": "januar jan|februar feb|marz mrz|april apr|mai|juni jun|juli jul|august aug|september sep"
    "|oktober okt"
    "|november nov|dezember dez",
    "fr": "janvier janv|fevrier fevr|mars|avril avr|mai|juin|juillet juil|aout|septembre sept|octobre oct"
    "|novembre nov|decembre dec",
    "es": "enero ene|febrero feb|marzo mar|abril abr|mayo may|junio jun|julio jul|agosto ago"
    "|septiembre sept"
    "|octubre oct|noviembre nov|diciembre dic",
    "it": "gennaio gen|febbraio feb|marzo mar|aprile apr|maggio mag|giugno giu|luglio lug"
    "|agosto ago|settembre set"
    "|ottobre ott|novembre nov|dicembre dic",
    "pt": "janeiro jan|fevereiro fev|marco mar|abril abr|maio mai|junho jun|julho jul|agosto ago"
    "|setembro set"
    "|outubro out|novembro nov|dezembro dez",
    "nl": "januari jan|februari feb|maart mrt|april apr|mei|juni jun|juli jul|augustus aug"
    "|september sep|oktober okt"
    "|november nov|december dec",
    "da": "januar jan|februar feb|marts mar|april apr|maj|juni jun|juli jul|august aug"
    "|september sep|oktober okt"
    "|november nov|december dec",
    "sv": "januari jan|februari feb|mars mar|april apr|maj|juni jun|juli jul|augusti aug"
    "|september sep|oktober okt"
    "|november nov|december dec",
    "nb": "januar jan|februar feb|mars mar|april apr|mai|juni jun|juli jul|august aug|september sep"
    "|oktober okt"
    "|november nov|desember des",
    "fi": "tammikuuta tammikuu|helmikuuta helmikuu|maaliskuuta maaliskuu|huhtikuuta huhtikuu"
    "|toukokuuta toukokuu"
    "|kesakuuta kesakuu|heinakuuta heinakuu|elokuuta elokuu|syyskuuta syyskuu|lokakuuta lokakuu"
    "|marraskuuta marraskuu|joulukuuta joulukuu",
    "pl": "stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|wrzesnia|pazdziernika"
    "|listopada|grudnia",
}
_UNITS = {
    "en": "day days|week weeks|month months",
    "de": "tag tage tagen|woche wochen|monat monate monaten",
    "fr": "jour jours|semaine semaines|mois",
    "es": "dia dias|semana semanas|mes meses",
    "it": "giorno giorni|settimana settimane|mese mesi",
    "pt": "dia dias|semana semanas|mes meses",
    "nl": "dag dagen|week weken|maand maanden",
    "da": "dag dage|uge uger|maned maneder",
    "sv": "dag dagar|vecka veckor|manad manader",
    "nb": "dag dager|uke uker|maned maneder",
    "fi": "paiva paivaa paivan|viikko viikkoa viikon|kuukausi kuukautta kuukauden",
    "pl": "dzien dni|tydzien tygodnie tygodni|miesiac miesiace miesiecy",
}
_COUNTS = {
    "en": "a an one|two|three|four|five|six",
    "de": "ein eine einen einer|zwei|drei|vier",
    "fr": "un une|deux|trois|quatre",
    "es": "un una|dos|tres|cuatro",
    "it": "un una uno|due|tre|quattro",
    "pt": "um uma|dois duas|tres|quatro",
    "nl": "een|twee|drie|vier",
    "da": "en et|to|tre|fire",
    "sv": "en ett|tva|tre|fyra",
    "nb": "en et ett|to|tre|fire",
    "fi": "yksi yhden|kaksi kahden|kolme kolmen|nelja neljan",
    "pl": "jeden jedna|dwa dwie|trzy|cztery",
}
_TODAY = {
    "en": "today|tonight",
    "de": "heute",
    "fr": "aujourd'hui",
    "es": "hoy",
    "it": "oggi",
    "pt": "hoje",
    "nl": "vandaag",
    "da": "i dag",
    "sv": "idag|i dag",
    "nb": "i dag",
    "fi": "tanaan",
    "pl": "dzis|dzisiaj",
}
_TOMORROW = {
    "en": "tomorrow|tmrw",
    "de": "morgen",
    "fr": "demain",
    "es": "manana",
    "it": "domani",
    "pt": "amanha",
    "nl": "morgen",
    "da": "i morgen",
    "sv": "imorgon|i morgon",
    "nb": "i morgen",
    "fi": "huomenna",
    "pl": "jutro",
}
_YESTERDAY = {
    "en": "yesterday",
    "de": "gestern",
    "fr": "hier",
    "es": "ayer",
    "it": "ieri",
    "pt": "ontem",
    "nl": "gisteren",
    "da": "i gar",
    "sv": "igar|i gar",
    "nb": "i gar",
    "fi": "eilen",
    "pl": "wczoraj",
}


@cache
def weekdays(language: str) -> dict[str, int]:
    """Map names of weekdays, folded, to Monday = 0."""
    return _numbered(_WEEKDAYS, language, 0)


@cache
def own_weekdays(language: str) -> dict[str, int]:
    """Map names of weekdays in one language of the tables alone, folded, to Monday = 0."""
    return named(_WEEKDAYS[language], 0)


@cache
def months(language: str) -> dict[str, int]:
    """Map names of months, folded, to January = 1."""
    return _numbered(_MONTHS, language, 1)


@cache
def units(language: str) -> dict[str, str]:
    """Map the words for days, weeks and months, folded, to the English one."""
    of = ("day", "week", "month")
    return {word: of[n] for word, n in _numbered(_UNITS, language, 0).items()}


@cache
def counts(language: str) -> dict[str, int]:
    """Map the first numbers, written out and folded, to what they count."""
    return _numbered(_COUNTS, language, 1)


@cache
def near_days(language: str) -> dict[str, int]:
    """Map the words for yesterday, today and tomorrow, folded, to days from today."""
    tables = ((_YESTERDAY, -1), (_TODAY, 0), (_TOMORROW, 1))
    known = (language_of(language), "en")
    return {word: days for table, days in tables for name in known for word in table[name].split("|")}


def _numbered(table: dict[str, str], language: str, first: int) -> dict[str, int]:
    return named(table["en"], first) | named(table[language_of(language)], first)


def named(row: str, first: int) -> dict[str, int]:
    """Map the names of a row to the number of their place, counted from `first`."""
    return {name: number for number, names in enumerate(row.split("|"), first) for name in names.split()}
