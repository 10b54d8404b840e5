"""The words by which the evaluation tells granting from refusing, and one kind of remedy from another.

Written for this purpose alone and from the four languages at large: the product has a reader of its own, and a
mistake that both shared would go unseen.
"""

from __future__ import annotations

import re

KIND_WORDS: dict[str, re.Pattern[str]] = {
    kind: re.compile(rf"(?i)\b(?:{words})")
    for kind, words in {
        "refund": r"refund|reimburs|have (?:your|the) (?:\w+ )?(?:fee|deposit|payment|amount|sum) back|money\b|"
        r"(?:pay|paid|payment|sent|goes|come|comes|get|gets|"
        r"gives?) (?:\w+ ){0,4}back\b|"
        r"(?:zu)?rück(?:erstatt|zahl|überweis)|erstatt|geld\b|reembols|devol[uv]|devuelv|dinero|transferencia|"
        r"virement|bank transfer|rembours|argent\b",
        "credit": r"(?:store |account |service |goodwill |travel )?credit(?!or| card)|voucher|goodwill|compensat|"
        r"gift card|"
        r"gutschrift|gutgeschr|gutschein|kulanz|entschädig|crédito|abono|vale\b|bono\b|cupón|compensa|avoir (?:de|"
        r"sur)|"
        r"un avoir|bon d'achat|dédommag|geste commercial|crédité|miles\b|points\b",
        "fee_waiver": r"waiv|(?:fee|charge|surcharge) (?:\w+ ){0,3}(?:removed|dropped|taken off|lifted)|"
        r"remove the (?:\w+ )?(?:fee|charge)|"
        r"erlass|erlässt|condon|exoner|exonér|annul\w+ (?:les |la |el )?(?:frais|cargo|comisión)",
        "discount": r"discount|% off\b|rabatt|nachlass|descuento|remise\b|réduction",
        "replacement": r"replac|exchang(?!e rate)|(?:a|the) new (?:one|item|unit|piece)|ersatz|umtausch|austausch|"
        r"reemplaz|sustitu|"
        r"remplac|échang|brand new",
        "repair": r"repair|technician|visits?\b|engineer\b|mend\b|repar(?:ier|atur|a|ar|ación)|techniker|técnico|"
        r"répar|"
        r"technicien",
        "delivery": r"deliver(?!y (?:fee|charge|cost|address))|dispatch|despatch|shipp?(?:ed|ing|ment|s)?\b|"
        r"parcel|courier|(?:leaves?|leaving|left) (?:us|our|the) (?:\w+ )?(?:warehouse|depot|store|by)\b|"
        r"parts?\b|appointment|liefer|versand|versend|verschick|zustell|paket|entreg|env[ií](?:o|a|amos|aremos|"
        r"ado)\b|despach|piezas|"
        r"livr|expédi|colis",
        "contact": r"call(?:s|ed|ing|back)?\b|(?:tele)?phones?\b(?! number)|rings?\b|letter\b|write|writes|"
        r"hears?\b|repl(?:y|ies)|answers?\b|updates?\b|updated|"
        r"contacts?\b|respon[ds]|"
        r"get back to you|be in touch|in touch with|get in touch|notif|inform you|let you know|tell you|email you|"
        r"confirmation\b|confirm (?:to you|in writing|by email)|"
        r"meld|hör(?:en|t)\b|rückruf|antwort|rückmeld|benachrichtig|informier|anruf|schreib|respuesta|respond|llam|escrib|"
        r"contact|avis|inform|"
        r"répon|appel|écri|rappel|tiendr",
        "investigation": r"review|search(?:es|ing)?\b|investigat|verif|checks?\b|checked|checking|assess|inspect|"
        r"examin|look(?:s|"
        r"ing)? into|trac(?:e|ing)\b|"
        r"audit|prüf|untersuch|nachforsch|begutacht|revis|investiga|evalua|verific|peritaje|vérifi|exam|enquêt|"
        r"étudi|analys|"
        r"confirms or rejects",
        "escalation": r"supervisor|manager|team lead|support lead|policy desk|decid|decision|rules?\b(?= (?:on|"
        r"within|in))|ruling|board\b|"
        r"escalat|pass (?:\w+ ){0,6}(?:on )?to|forward|entscheid|vorgesetz|weiterleit|weitergeb|weitergeleitet|"
        r"leite\b|"
        r"supervis|decis|decid|traslad|décid|décision|responsable|transmet|transmis",
        "fix": r"fix(?:ed|es|ing)?\b|restor|correct|set right|put right|sort(?:ed)? out|behob|beheb|behoben|"
        r"korrig|berichtig|"
        r"wiederherstell|arregl|restaur|corrig|rétabl|workaround|export",
        "change": r"cancel|chang(?:e|ed|ing) (?:your|the)|upgrad|rebook|reschedul|downgrad|amend|reduction|"
        r"remove[sd]?\b|storn|kündig|umbuch|"
        r"cambi|modific|annul|modifi|résili",
    }.items()
}  # fmt: skip
ANSWERS = frozenset({"contact", "investigation", "escalation"})
OUTCOME = re.compile(
    r"(?i)\b(?:answer|decision|decid|result|outcome|ruling|rules?\b|conclu|finding|entscheid|ergebnis|antwort|"
    r"respuesta|resultado|"
    r"decisi|decid|réponse|résultat|décision|décid)"
)
# What hands a matter over or starts it: its "today" is not the day on which the customer has an answer.
STARTS = re.compile(
    r"(?i)\b(?:start|approv|request|log\b|logg|regist|record|open|pass|forward|note[ds]?\b|submit|enter|raise|"
    r"hand|flag|"
    r"escalat|leite|weiter|gebe|aufgenommen|eröffn|einge(?:leitet|tragen)|traslad|regist|abr[ioe]|inici|transmet|"
    r"transmis|ouvr|lanc|ask)"
)
MONEY_KINDS = frozenset({"refund", "credit", "fee_waiver", "discount"})

NEGATION = re.compile(
    r"(?i)\b(?:not(?! (?:only|just|later|more))|never|cannot|unable|neither|nor|nobody|nothing|none|"
    r"without(?! (?:charge|cost|extra|delay|waiting))"
    r"|decline|refuse|outside|excluded?|instead of|rather than|ineligible|"
    r"no(?! (?:need|later|charge|cost|extra|fee|problem|matter|more than|longer than|action|further action|"
    r"más tarde|hace falta|se preocupe)))\b"
    r"|n't\b(?! (?:need|have) to)"
    r"|\b(?:nicht|kein\w*|weder|nie(?:mals)?|leider|abgelehnt|ausgeschlossen)\b"
    r"|\b(?:nunca|tampoco|ningun[ao]?|ningún|nada|imposible|lamentablemente)\b"
    r"|\b(?:ne|aucune?|jamais|impossible|malheureusement|ni)\b|\bn'(?:est|a|ai|avons|y|êtes|ont|sont)\b"
)
REFUSAL = re.compile(
    r"(?i)\b(?:can't|cannot|can not|won't|will not|(?:am|are|is|was|were)(?: not|n't)|isn't|aren't|not (?:able|"
    r"possible|covered|refund\w*|due|owed|"
    r"eligible|included|entitled|paid|available)|unable|doesn't|does not|don't|do not|no (?:right|claim|room|"
    r"refund|credit|compensation)|declin\w+|nothing (?:to|i|we)|never)\b"
    r"|\b(?:kann|können|kommt|ist|sind|möglich|darf|dürfen|besteht|übernehmen|erstatten|"
    r"sieht)\b[^.!?]{0,80}\b(?:nicht|kein\w*|nichts)\b"
    r"|\b(?:nicht|kein\w*|nichts)\b[^.!?]{0,40}\b(?:möglich|zusagen|anbieten|versprechen|erstatten|übernehmen|"
    r"vorgesehen|gewähren|zahlen|leisten)\b"
    r"|\bno (?:puedo|podemos|es posible|está|cubre|cubrimos|se (?:puede|reembolsa|devuelve|paga)|le puedo|procede|"
    r"corresponde|nos es|lo|me es|"
    r"reembols\w+|devolv\w+|pag\w+)\b"
    r"|\b(?:ne|n')\s?\w+(?:[- ]\w+){0,2} (?:pas|aucun|plus|rien)\b|\bn'est pas\b|\bne (?:peux|pouvons|peut)\b"
)
HEDGE = re.compile(
    r"(?i)\b(?:may(?! i\b)|might|could|would(?! (?:like|love|be (?:glad|happy|pleased)) to)|whether|hope|try|"
    r"perhaps|possibly|"
    r"ob|könnte\w*|würde\w*|vielleicht|möglicherweise|podría\w*|quizás?|tal vez|pourrait|pourrions|pourrais|"
    r"peut-être|éventuellement)\b"
)
REPORT = re.compile(
    r"(?i)^\W*(?:(?:and|so|but|i (?:understand|see|know)(?: that)?|as i (?:understand|read) it|in short|"
    r"to sum up)[,:]?\s+)*"
    r"(?:you(?:'d| would) (?:like|prefer|rather)|you(?:'ve| have|'re| are|'d| had)?(?: also| now| already| both|"
    r" then)? "
    r"(?:ask|want|wish|request|wrote|written|say|said|tell us|mention|expect|demand|told|claim|describ|report|feel|felt|"
    r"paid|spent|bought|ordered|booked|"
    r"need|call|insist|point|were (?:told|promised|charged|given|quoted|asked)|was|understood|propos|suggest|"
    r"quote|hop|looking for|seek|put|chose|decided|opted)\w*"
    r"|your (?:request|claim|wish|demand|solution) (?:is |was )?(?:for|to|that)\b|so that i have it right|"
    r"what you want|what you(?:'re| are) asking"
    r"|i have understood|if i understand|(?:usted(?:es)? )?(?:nos |me )?(?:pide|pidió|ha pedido|solicita|solicitó|"
    r"quiere|quería|desea|reclama|exige|cuenta|escribe|pagó|dice|espera)\b"
    r"|sie haben [^.,]{0,60}(?:bezahlt|gebeten|verlangt|gefordert|geschrieben|gewünscht|gemeldet)"
    r"|sie (?:möchten|wollen|verlangen|fordern|bitten|schreiben|wünschen|erwarten|haben (?:uns )?(?:um|gebeten|"
    r"verlangt|gefordert|geschrieben|bezahlt))"
    r"|ihr wunsch|ihre forderung|ich habe sie so verstanden|vous (?:demandez|avez (?:demandé|payé|écrit)|"
    r"souhaitez|voulez|voudriez|réclamez|exigez|écrivez|attendez|dites)"
    r"|votre demande|(?:i|we) (?:can |do )?(?:\w+ly )?(?:understand|realise|realize|appreciate|see (?:that|why|"
    r"how))\b)"
)  # fmt: skip
CONDITION = re.compile(
    r"(?i)^\W*(?:and |und |y |et )?(?:only )?(?:if|once|when|after|as soon as|provided|should (?:the|it|you|this|"
    r"that|your)|unless|until|before|"
    r"where|wenn|falls|sobald|nachdem|sofern|bevor|si|cuando|una vez|en cuanto|después|tras|hasta que|dès que|"
    r"lorsque|quand|une fois|après|s'il|s'ils)\b"
)
DECISION = re.compile(
    r"(?i)\b(?:decid|decision|confirm|approv|agre|accept|verif|rul(?:e|ing)|allow|authori[sz]|entscheid|bestätig|"
    r"genehmig|zustimm|geprüft|prüfung|"
    r"apru[eb]|aprob|confirm|acept|verific|décid|approuv|accept|vérifi)"
)
CUSTOMERS_TURN = re.compile(
    r"(?i)^\W*(?:please(?! (?:accept|enjoy|keep|take|consider))|kindly|just|bitte|por favor|veuillez|merci de|"
    r"send|reply|tell)\b|\byou have \d|"
    r"\b(?:you can|you may|you must|you need to|"
    r"must be|has to be|have to be|needs to be|had to be) (?:return|report|claim|send|cancel|ask|reply|appeal|"
    r"made|reported|returned|claimed|use)"
    r"|\byour (?:bank|card issuer|provider)\b[^.]*\b(?:may|can|take|takes|need|needs)\b|\bihre bank\b|"
    r"\bsu banco\b|\bvotre banque\b"
)

PAST = re.compile(
    r"(?i)\b(?:was|were|came|had|did|went|got|arrived|cost|placed|told|wrote|reported|happened|lost|last (?:year|"
    r"month|week)|ago|"
    r"war|waren|hatte|hatten|kam|wurde|vor|fue|fueron|llegó|había|tenía|était|étaient|avait|avez)\b"
)
AHEAD = re.compile(
    r"(?i)\b(?:will|can|shall|going to|werden|wird|werde|erhalten|bekommen|puedo|podemos|\w+(?:aremos|eremos|"
    r"iremos|ará|erá|irá|rons|rez|ront))\b|'ll\b"
)
ABLE = re.compile(
    r"(?i)\b(?:i|we) (?:can|will) (?:do|offer)\b|what (?:i|we) can\b|(?:kann|können) (?:ich|wir)(?: aber| jedoch|"
    r" ihnen)*\b(?!.*\bnicht\b)|lo que sí|ce que (?:je|nous)"
)

# Giving, as a verb: before the sum ("refund you the full $40") or after it ("$40 goes back to your card").
GIVES = re.compile(
    r"(?i)\b(?:accept|enjoy|on (?:its|the) way|back (?:on|to|in|with) you|ihnen steh(?:t|en)|steh(?:t|en) ihnen|"
    r"refund(?:s|ed|ing)?|"
    r"credit(?:s|ed|ing)|pay(?:s|ing)?|paid|reimburs(?:e|es|ed|ing)|add(?:s|ed|ing)?|"
    r"giv(?:e|es|en|ing)|gave|"
    r"offer(?:s|ed|ing)?|send(?:s|ing)?|sent|issu(?:e|es|ed|ing)|transfer(?:s|red|ring)?|waiv(?:e|es|ed|ing)|"
    r"cover(?:s|ed|ing)?|"
    r"return(?:s|ed|ing)?|receiv(?:e|es|ed)|get(?:s|ting)?|approv(?:e|es|ed|ing)|grant(?:s|ed|ing)?|apply|applied|"
    r"provid(?:e|es|ed|ing)|"
    r"compensat(?:e|es|ed|ing)|entitled to|owed|(?:comes?|goes?|going|coming) back|is due|are due|is yours|on us|"
    r"expect|see|arrang(?:e|ed|ing)|"
    r"deduct(?:s|ed)? it|knock|take off|honou?r|match|put)\b"
    r"|\b\w*(?:erstatt|überweis|gutgeschrieben|zahl(?:en|t)|gewähr|biete|anbiet|übernehm|übernimmt|erhalten|"
    r"bekommen|auszahl|schreiben)\w*"
    r"|\b\w*(?:reembols|devolv|devuelv|abon[aeo]|pagar|paga|pago\b|ofrec|ofrez|añad|agreg|acredit|bonific|recib|"
    r"transfer|cubr|compens)\w*"
    r"|\b\w*(?:rembours|crédit[eo]|vers(?:er|é|ons)|offr|accord|ajout|recevr|obtien|prend(?:re|rons|s) en charge|"
    r"octro)\w*"
)
GIFT = re.compile(
    r"(?i)\b(?:refund|credit(?! card)|voucher|compensation|reimbursement|payment|gift card|goodwill|off\b|"
    r"discount|waiver|total|sum|"
    r"gutschrift|gutschein|erstattung|rückzahlung|entschädigung|zahlung|rabatt|crédito|abono|reembolso|devolución|"
    r"compensación|vale|bono|descuento|"
    r"remboursement|avoir|crédit|bon d'achat|dédommagement|remise|miles|points|puntos|millas|punkte|meilen)"
)
# A company, or what comes to the customer, with a finite verb: the mark of a clause that stands on its own.
FINITE = re.compile(
    r"(?i)\b(?:we|i|they|it|he|she|you|our \w+|the \w+(?: \w+){0,3}|your \w+(?: \w+){0,2}|this|that)"
    r"(?:'ll|'ve|'m|'re|'s| will| can| shall| have| has| am| are| is| would like to|'d like to)\b"
    r"|^\W*(?:please )?(?:accept|enjoy|consider)\b|\b(?:is|are) (?:on (?:its|the|their) way|coming back|"
    r"going back)\b|\b(?:that|this|which) means\b|\bihnen steh(?:t|en)\b"
    r"|\b(?:the|our|an?) \w+(?: \w+){0,3} \w+s you\b"
    r"|\b(?:we|i|you)(?: also| then| now)? (?:refund|credit|pay|add|offer|send|waive|cover|give|get|receive|issue|"
    r"ask|pass|gave|sent|paid)\b"
    r"|\b(?:is|are|will be|has been|have been|gets?) (?:\w+ly |also |now |then |already )?(?:refunded|credited|"
    r"waived|reimbursed|paid|issued|approved|added|sent|"
    r"given|returned|set off|due|yours)\b|\b(?:comes?|goes?) back\b|\bgives?\b|\bappears?\b"
    r"|\b(?:wir|ich|sie|es) (?:\w+ )?(?:erstatten|erstatte|zahlen|zahle|überweisen|schreiben|gewähren|bieten|"
    r"biete|übernehmen|erhalten|bekommen|können|kann|werden|werde)\b"
    r"|\b(?:erhalten|bekommen|erstatten|können|kann|werden|werde|zahlen|überweisen|schreiben|bieten|biete|"
    r"übernehmen|gewähre|gewähren) (?:sie|wir|ich)\b|\bwird\b|\bwerden\b|\bsteht ihnen\b"
    r"|\b(?:puedo|podemos|vamos a|será|serán|recibirá|tendrá|tiene derecho|corresponde|ofrezco|se le|le|les) ?\w*|"
    r"\b\w+(?:aremos|eremos|iremos|aré|eré|iré)\b"
    r"|\b(?:je|nous|vous) (?:vous |nous )?(?:pouvons|peux|rembours\w+|offr\w+|accord\w+|ajout\w+|recevrez|"
    r"obtiendrez|avez droit|vers\w+|crédit\w+)\b|\bsera\b|\bseront\b"
)  # fmt: skip
