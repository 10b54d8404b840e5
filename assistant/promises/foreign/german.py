"""German: the table of patterns."""

from __future__ import annotations

from assistant.promises.foreign.table import Table, grammar

_ACT = (
    r"(?:erstatte|überweise|schicke|sende|ersetze|tausche|rufe|melde|leite|prüfe|kümmere|übernehme|verzichte|schreibe|veranlasse|liefere|repariere|storniere|ändere|korrigiere|behebe|stelle|gebe|zahle|bearbeite|informiere|"
    r"benachrichtige|erlasse|kläre|untersuche|buche|verlängere|streiche|ziehe|reduziere|gewähre|bringe|hole|lasse|setze|lege|schenke|beauftrage|frage|antworte|sorge|kündige|entferne|vereinbare|bestelle|spreche|verschiebe|"
    r"pausiere|gutschreibe|lade|erlass|räume|richte|gebe|stornier|arbeite|reiche|trage|komme|halte|beantworte|erneuere|montiere|baue|treffe|kläre|gehe|nehme)n?"
)
_PP = (
    r"(?!gelesen|gesehen|erhalten|bekommen|geprüft|verstanden|gefunden|gehabt|gewesen|geworden|gehört|bezahlt|festgestellt|nachgesehen|erfahren|gebeten|gefreut|gewartet|geschrieben)"
    r"(?:\w*(?:ge\w{2,}(?:t|en|an)|\w+iert|erstattet|überwiesen|veranlasst|behoben|ersetzt|erlassen|bestellt|beauftragt|übergeben|vereinbart|verlängert|entfernt|entsperrt|verschickt|versendet|versandt|erledigt|"
    r"beglichen|eröffnet|erneuert|übernommen|zurückgezogen|verschoben|hinterlegt|verrechnet|bewilligt|genehmigt|untersucht|besprochen|gemeldet|angewiesen|ausgetauscht|gestoppt|gutgeschrieben))"
)

_TABLE = Table(
    coordinators=frozenset(("und", "aber", "doch", "sondern", "oder", "jedoch")),
    finite=rf"werden?|wird|wurden?|habe|haben|hat|ist|sind|war|waren|kann|können|könnten?|sollten?|dürfen|darf|dürfte|möchten?|müssen|muss|erhalten|bekommen|bieten?|biete|{_ACT}|garantieren?|geht|gehen|gilt|gelten|dauert|dauern|lehnen?|liegt|hoffen|hoffe|"
    r"versuchen?|bemühen|tut|steht|bleibt|bleiben|deckt|kommt|kommen|trägt|tragen|nimmt|würden?|hören|brauchen|verspreche|versprechen|bitten|danken",
    conditions=r"sobald|wenn|falls|sofern|nachdem|vorausgesetzt|sollten? (?=[^,]{3,80},?)|nach eingang|nach erhalt|nach prüfung|im falle",
    reasons=r"weil|da|denn|damit|um|obwohl(?= sie)|sodass|so dass",
    relatives=r"(?:die|der|das|dessen|deren|was|welche[rs]?)\b(?=.* (?:hat|haben|ist|sind|war|waren|wird|werden|wurde|wurden|können|kann|haben)$)|wofür|weshalb",
    acceptance=r"wenn (?:sie|es|ihnen|das) (?:\w+ )?(?:das |es |dies |damit |ihnen |lieber )*(?:möchten|wünschen|wollen|einverstanden|recht|zusagt|passt|zustimmen|bevorzugen|mögen)|falls (?:sie|ihnen|es|das) (?:\w+ ){0,3}?(?:möchten|wünschen|wollen|zusagt|recht|einverstanden|passt|bevorzugen|lieber)|auf wunsch|antworten sie (?:einfach )?mit ja|sagen sie uns",
    orders=r"(?:und |oder |bitte |einfach )*(?:senden|schicken|antworten|rufen|bringen|geben|teilen|nennen|laden|füllen|legen|reichen|nutzen|lassen|schreiben|sagen|wählen|heben|bewahren|prüfen|starten) sie|bitte",
    customers=r"\b(?:vertreter\w*|kolleg\w+|mitarbeiter\w*|man|berater\w*) (?:habe|hätte|hat|hatte) (?:ihnen|sie|dir)\b|sie (?:schreiben|sagen|berichten|erwarten|schrieben|sagten|baten|fragen|fragten|verlangen|fordern|forderten|wünschen|möchten|erwähnen|berichten|hatten (?:um|gebeten)|haben (?:um|uns|mich|geschrieben|gebeten|mitgeteilt|darum))|ihnen (?:wurde|sei|war) (?:\w+ ){0,6}?(?:zugesagt|versprochen|gesagt|mitgeteilt)|hat ihnen (?:\w+ ){0,6}?(?:versprochen|zugesagt|gesagt)",
    courtesy=r"(?:vielen |herzlichen |besten )?dank|(?:tut|täte) (?:mir|uns)|bedauern|bedaure|(?<!als )(?<!zur )entschuldig\w+|sie können sich|können sie sich|\bwenden$|verständnis|verstehe|verstehen|stehen? (?:wir|ich)? ?(?:ihnen )?(?:\w+ ){0,5}(?:zur verfügung|gern)|hoffen (?:wir )?(?:auf|dass sie)|freuen (?:uns|wir)|zögern sie",
    admits=r"(?:unser|mein) (?:\w+ )?(?:fehler|versehen|verschulden|versäumnis|irrtum)|(?:fehler|versehen|verschulden|schuld|verantwortung|versäumnis) (?:\w+ ){0,3}?(?:liegt|lag|liegen) (?:\w+ )?(?:bei uns|auf unserer)|(?:ein |einen )?(?:fehler|versehen|versäumnis) (?:unsererseits|von uns|auf unserer seite|unser\w+ \w+)|"
    r"(?:übernehmen|übernehme|tragen) (?:\w+ ){0,3}?(?:verantwortung|haftung|schuld)|haben (?:wir|das wir|dies) (?:\w+ )*(?:verschuldet|zu verantworten)|zu verantworten haben wir|(?:uns|mir) ist (?:\w+ )?ein (?:\w+ )?(?:fehler|versehen) unterlaufen|haben einen fehler gemacht|wir haben (?:versagt|uns geirrt)|die schuld liegt bei uns|räumen? (?:wir |ich )?(?:\S+ )?ein\b",
    denies=r"(?:kein\w*|nicht) (?:\w+ ){0,3}?(?:haftung|verantwortung|verschulden|schuld|haftbar|verantwortlich)|haften (?:wir )?nicht|lehnen (?:wir )?(?:\w+ ){0,3}haftung|haftung (?:\w+ ){0,8}(?:nicht|ab\b)",
    absolute=r"garantier(?:e|en|t)|(?:mein|unser|sie haben mein) wort|nie wieder|unter keinen umständen|keinesfalls|100 ?% (?:sicher|garantiert)|(?:wird|werden) (?:\w+ ){0,4}nie\b|ausnahmslos",
    benefit=r"(?:zahlen|zahlst|bezahlen|bezahlst) (?:sie|du|ihr)? ?(?:\w+ ){0,5}(?:nichts|keinen cent)|kosten entstehen (?:ihnen |dir )?(?:\w+ )?keine|(?:buchen|ziehen|erheben|verlangen|fordern|berechnen) (?:wir |ich )?(?:\S+ ){0,5}?(?:kein\w*|nichts)\b|(?:dürfen|können|darfst|kannst) (?:sie|du) (?:\w+ ){0,4}?behalten|(?:müssen|brauchen) (?:sie )?(?:\w+ ){0,7}?(?:nicht|nichts|kein\w*) (?:\w+ ){0,3}?(?:zurückschicken|zurücksenden|bezahlen|zahlen|zurückzuschicken|zurückzusenden|zu zahlen|zu bezahlen|zu tun|tun|einsenden)|(?:wird|werden) (?:ihnen )?(?:\w+ ){0,4}?(?:nicht|kein\w*) (?:\w+ ){0,3}?(?:berechnet|belastet)|berechnen (?:wir )?(?:ihnen )?(?:\w+ ){0,5}?(?:nicht|nichts|kein\w*)|"
    r"(?:ist|sind|bleibt|erfolgt) (?:für sie |selbstverständlich |natürlich )*(?:kostenlos|kostenfrei|gratis|gebührenfrei)|(?:dürfen|können) sie (?:\w+ ){0,4}?behalten|geht auf (?:uns|unsere kosten|unsere rechnung)|gehen auf unsere kosten|entstehen ihnen kein\w* kosten",
    declines=r"(?:bekommen|erhalten|bekommst|erhältst) (?:sie|du)?(?: \S+){0,8} (?:leider )?nicht\b|(?:kann|können|darf|dürfen|werde|werden|möchte) (?:ich |wir |ihnen |ihrem |sie |das |dies |den |die |daher |leider |deshalb |hier |in \w+ |\S+ ){0,10}?(?:nicht|kein\w*|nichts)|nicht möglich|(?:lehne|lehnen|müssen) (?:wir |ich )?(?:\S+ ){0,8}?(?:ablehnen|ab)$|nicht in der lage|(?:wurde|ist|wird) (?:\w+ )?(?:abgelehnt|zurückgewiesen)|"
    r"(?:erstatten|übernehmen|gewähren|zahlen) wir (?:\w+ ){0,5}?(?:nicht|kein\w*)|kein\w* (?:anspruch|erstattung|möglichkeit|entschädigung)|besteht nicht|ausgeschlossen|(?:nicht|kein\w*) (?:\w+ ){0,3}?(?:zusagen|versprechen|garantieren|erstattet|erstattungsfähig|zugesagt)",
    hedges=r"könnten?|möglicherweise|vielleicht|eventuell|voraussichtlich|wahrscheinlich|(?:sollte|sollten|dürfte|dürften)|versuchen?|bemühen?|hoffen?|unser bestes|mein bestes|nach möglichkeit|alles (?:tun|daran|in unserer|mögliche)|mit etwas glück|streben (?:\w+ )?an|werden (?:\w+ ){0,4}?(?:in betracht|erwägen)|unter umständen|gegebenenfalls|ziehen (?:\w+ ){0,4}in betracht|im idealfall|wenn alles gut",
    offers=r"biete(?:n)?\b(?: (?:wir|ich))?(?: ihnen)?|anbieten|(?:würden?|möchten?|können?|kann) (?:wir |ich |ihnen |sie |gerne? |auch |alternativ |stattdessen |außerdem |zusätzlich )*(?:\S+ ){0,8}?(?!(?:bestätigen|sagen|sehen|verstehen|nachvollziehen|mitteilen|versichern|danken|entschuldigen|bitten)\b)(?:\w{3,}(?:en|rn|ln))$|gerne? (?:\S+ ){1,8}\w+en(?: wir)?|wir gerne|gern(?:e)? bereit|mit dem (?:code|gutscheincode)|haben die wahl|können (?:sie )?wählen|wählen sie",
    done=rf"(?:habe|haben|hat) (?:\S+ ){{0,14}}?{_PP}|(?:wurde|wurden|ist|sind) (?:\S+ ){{0,12}}?{_PP}|(?:ist|sind) (?:\w+ )?(?:bereits|wieder|schon|ab sofort) (?:\w+ )?(?:freigeschaltet|aktiv|entsperrt|erledigt|korrigiert|storniert|behoben)|anbei (?:finden|erhalten|sende)|(?:liegt|liegen) (?:diesem schreiben |dem brief |diesem brief )?bei\b|beigefügt|{_PP} (?:habe|haben) (?:ich|wir)",
    not_done=r"(?:hat|haben|habe|hatte) (?:sich|mich|uns) |(?:wurde|wurden) (?:\w+ )?(?:19|20)\d\d\b|nicht|nie\b|kein\w*|sie haben|ihre bank|haben sie|ist (?:leider )?(?:ausgefallen|abgesagt|verspätet|kaputt|passiert|geschehen|gekommen|eingegangen)|(?:eingegangen|angekommen|passiert|geschehen|entstanden|zugestellt|abgebucht|belastet|storniert worden, weil)|abgesagt|ist uns gelungen|bestellt(?: haben)? sie|verspätet",
    rules=r"\w+(?:ungen|en) (?:werden|sind) (?:immer|stets|jeweils) |(?:laut|gemäß|nach|entsprechend) (?:unseren?|den|der|unserer)(?: \w+){0,2} (?:agb|bedingungen|geschäftsbedingungen|richtlinien?|tarif\w*|regeln|police|vertrag\w*|versicherungsbedingungen|preisliste|bestimmungen|garantiebedingungen)|in der regel|normalerweise|grundsätzlich|üblicherweise|generell|gewöhnlich|(?:unsere|die) (?:garantie|versicherung|police|agb|richtlinie|gewährleistung|bedingungen) (?:\w+ )?(?:gilt|deckt|umfasst|erlaubt|sieh\w*|sehen|gelten|sagt)|"
    r"nur (?:innerhalb|gegen|mit|bei)|(?:sind|werden|können) (?:\w+ )?(?:grundsätzlich|nur|generell) ",
    one_case=r"ihre[nmrs]? (?:bestellung|rechnung|fall|auftrag|buchung|konto|anfrage|antrag|kosten)|in diesem fall|diesmal|morgen|heute|wir haben|ich habe",
    promises=rf"(?:geht|gehen|kommt|kommen|fließt|fließen) (?:\S+ ){{0,8}}?(?:zurück|an sie|raus|in die post|in den versand|zu ihnen|auf ihr)|(?:werde|werden|wird) (?!nicht|kein)(?:\S+ ){{0,22}}?(?:\w+(?:en|ern|eln|t))|(?:wir|ich) {_ACT}|{_ACT} (?:wir|ich)|sie (?:erhalten|bekommen|hören)|(?:erhalten|bekommen|hören) sie|(?:ist|sind) (?:bereits |schon )?(?:auf dem weg|unterwegs|in arbeit|in bearbeitung|in vorbereitung)|geht (?:\S+ ){{0,6}}?(?:zurück|raus|an sie|in den versand|zu ihnen)|kommt (?:\S+ ){{0,6}}?(?:zu ihnen|techniker|zurück|am \w+)|"
    rf"(?:kommt|kommen|meldet|ruft|liefert|bringt|prüft|schreibt|untersucht|tauscht|besucht) (?:\S+ ){{0,8}}?(?:sie|ihnen|bei|das|den|die|am|an)|verspreche|versprechen|sie können (?:mit|damit) (?:\S+ ){{0,6}}rechnen|wir haben (?:\w+ )?(?:entschieden|beschlossen)|übernehmen wir|unsere? (?:\w+ )?(?:techniker|kollegen|abteilung|entwickler|ingenieure|experten|team|mitarbeiter) {_ACT}",
    not_promises=r"sie werden (?:gebeten|müssen)|müssen sie|sie müssen|wird (?:ihnen )?(?:\w+ ){0,4}(?:berechnet|abgebucht|enden|belastet)|(?:endet|läuft|erlischt|verfällt)|ihre bank|wird geschlossen|werden sie (?:verstehen|feststellen)|nehmen (?:wir )?(?:\w+ ){0,6}ernst|danken|(?:wir|ich) (?:bitten?|bedanken?|schreibe (?:ihnen )?(?:wegen|heute))",
    vouches=r"(?:und )?(?:das|dies) (?:garantiere|garantieren|verspreche) (?:ich|wir)(?: ihnen)?|darauf (?:haben|gebe) \w+ (?:\w+ )?(?:mein )?wort",
    frames=(
        ("customer", r"bitte|benötigen|brauchen|von ihnen|in der zwischenzeit|müssen sie|fragen|können sie"),
        ("offer", r"anbieten|kann ich|können wir|möglichkeiten|optionen|wahl|wählen|vorschlag|vorschlagen"),
        ("promise", r"nächsten? schritte|wie folgt|so geht|werden|folgendes|passiert jetzt|weiter|planen|plan"),
        ("done", r"haben wir|habe ich|bereits|erledigt"),
    ),
    kinds=(
        ("contact", r"sendungsnummer|per e-?mail|bekannt(?:geben|gegeben)?\b|auf dem laufenden|geb\w+ (?:\S+ ){0,6}bekannt|(?:rufe|ruft|rufen|anrufen|angerufen)|melden?\b(?! \S+ fehler)|meldet|bescheid|informier|benachrichtig|antwort|schreib(?:e|en|t)\b(?! .*gut$)|rückruf|hören (?:sie )?(?:\w+ ){0,4}von|kontaktier|mitteil|auf dem laufenden|rückmeldung|bestätigung"),
        ("fee_waiver", r"buch\w+ (?:\S+ ){0,4}kein\w* (?:\S+ ){0,2}ab|kosten entstehen|(?:gebühr\w*|kosten|mahngebühr\w*|versandkosten|anfahrt\w*|zuschlag|pauschale|stornokosten|betrag) (?:\S+ ){0,7}?(?:erlasse\w*|gestrichen|storniert|entfernt|erlassen|streich\w*|nicht berechnet|verzicht\w*|entfällt|geht auf)|erlasse\w*|verzicht\w*|streich\w* (?:\S+ ){0,5}(?:gebühr|kosten|zuschlag|pauschale)|(?:nicht|nichts|kein\w*) (?:\S+ ){0,3}(?:berechnet|belastet)|sie (?:\S+ ){0,4}(?:nicht|nichts|kein\w*) (?:\S+ ){0,3}(?:zahlen|bezahlen)|berechnen (?:\S+ ){0,6}(?:nicht|nichts|kein)|kostenlos|kostenfrei|geht auf (?:uns|unsere)"),
        ("other", r"behalten|zurückschicken|zurücksenden|zurückzuschicken|zurückzusenden|rücksendeetikett|retourenschein"),
        ("refund", r"erstatt|rückerstatt|zurückzahl|zurücküberw|überweis|überwiesen|geld (?:\S+ ){0,4}zurück|betrag (?:\S+ ){0,6}zurück|auszahl|zahl\w* (?:\S+ ){0,8}aus\b|schadens?regulier|kosten (?:\S+ ){0,8}übernehm|(?:bekommen|erhalten|bekommst|erhältst) (?:\S+ ){0,8}zurück|\d\S* (?:€ |euro )?(?:\S+ ){0,4}zurück|rücksend|rücknahme|übernehm\w* (?:\S+ ){0,8}(?:kosten|rechnung)|kaution|deckt|versicherung"),
        ("discount", r"(?:rechnung|preis|betrag|monatsbeitrag|miete) (?:\S+ ){0,6}(?:gekürzt|gesenkt|herab|verringer\w+|gemindert)|(?:kürz|senk|minder)\w+ (?:\S+ ){0,6}(?:rechnung|preis|betrag|miete)|rabatt|nachlass|preisnachlass|ermäßig|reduzier|günstiger|\d+ ?% (?:auf|weniger)"),
        ("credit", r"gutschein|gutschrift|gutgeschrieben|gutschreib|schreib\w* (?:\S+ ){0,8}gut\b|kulanz|entschädig|geschenk|schenk|gratis|lad(?:e|en) (?:wir |ich )?(?:sie|dich)|punkte|meilen|freikarte|bonus|upgrade|einlad"),
        ("replacement", r"ein(?:e|en)? neue[rs]?\b|ersatz(?!teil)|ersetz|umtausch|umzutauschen|austausch|nehmen wir (?:\S+ ){0,4}zurück|tausche?n?\b|neue[nsr]? (?!termin|rechnung|tarif|vertrag|datum)\w+|neulieferung"),
        ("repair", r"kundendienst|(?:bau|setz|mach)\w* (?:\S+ ){0,8}(?:ein|instand|dicht|heil)$|repar|gerichtet|techniker|monteur|handwerker|instand|garantie|klempner|werkstatt|nachbesser|gewährleistung"),
        ("investigation", r"(?:vorgang|fall|ticket) (?:\S+ ){0,3}(?:eröffnet|angelegt)|besichtig|prüf|untersuch|klär|gutachter|nachforsch|ermittl|begutacht|inspizier|recherch"),
        ("escalation", r"an (?:die|den|unsere\w*|das) (?:\S+ ){0,3}?gemeldet|weiter(?:leit|geleit|gegeben|gebe|zugeb|gereicht)|leite\w* (?:\S+ ){0,8}weiter|gebe\w* (?:\S+ ){0,8}weiter|vorleg|lege\w* (?:\S+ ){0,8}vor|eskal|vorgesetzt|teamleit|abteilungsleit|spreche\w* (?:\S+ ){0,4}mit|rücksprache|bitte\w* (?:\S+ ){0,4}um"),
        ("delivery", r"liefer|versand|versend|verschick|paket|sendung|schicke|zustell|bestellung"),
        ("fix", r"beheb|behoben|korrig|freischalt|freigeschaltet|entsperr|wiederherstell|fehler|update|bereinig|berichtig|störung|lös(?:en|ung)"),
        ("change", r"stornier|künd(?:ig|igung)|umbuch|änder|verschieb|verschoben|verläng|termin|vertrag|buchung|tarif|abo\b|reservier|sitzplatz"),
    ),
    points=r"das|dies|es|diese[nrs]?|dazu|dafür|darüber|davon",
    pending=r"nach (?:eingang|erhalt|prüfung|vorlage|rücksendung)|vorbehaltlich|sobald|gegen vorlage",
    our_time=r"dauer|erstatt|antwort|bearbeit|liefer|auszahl|gutgeschrieben|überwiesen",
    after_order=r"(?:und |dann |so )*(?:wir|ich|sie|dann|erhalten|bekommen|erstatten|werden)",
)  # fmt: skip
GERMAN = grammar(_TABLE)
