"""Who acts in a clause, and what customers and companies do in policies: word lists that the readings share. Pure."""

from __future__ import annotations

CUSTOMER_NOUN = (
    r"(?:customers?|members?|guests?|passengers?|travell?ers?|subscribers?|users?|account (?:holder|owner)s?|"
    r"policy ?holders?|tenants?|clients?|buyers?|cardholders?|patients?|households?|owners?|students?|parents?|pupils?|residents?|riders?|visitors?|drivers?|borrowers?|claimants?|renters?|hirers?|shoppers?|learners?|applicants?|readers?|senders?|you)"
)
CUSTOMER = rf"(?:the |a |an |any |each |every )?{CUSTOMER_NOUN}"
CUSTOMER_ACTS = (
    r"report\w*|claim\w*|request\w*|return\w*|cancel\w*|ask(?:s|ed)?\b|notif\w*|appl(?:y|ies|ied)\b|submit\w*|appeal\w*|complain\w*|tell us|"
    r"redeem\w*|exchang\w*|reach us|giv\w* notice|notice\b|provid\w*|upload\w*|send us|sent to us|end the contract|disput\w*|rais\w*|made\b|collect\w*|lodg\w*|withdraw\w*|"
    r"terminat\w*|fil(?:e|ed)\b|leave\b|switch\w*|hand(?:ed)? in|produc\w*|be used"
)
CUSTOMER_DUTIES = (
    r"(?:tells?|reports?|sends?|returns?|brings?|hands?|shows?|applies|writes?|notif(?:y|ies)|claims?|asks?|submits?|provides?|supplies|keeps?|pays|signs?|"
    r"confirms? the|cancels?|uploads?|encloses?|attaches|posts? (?:it|them|the)|gives? (?:us|notice))"
)
COMPANY_ACTS = (
    r"refund\w*|issu\w*|paid|pay(?:s|ment|out)?\b|credit\w*|dispatch\w*|ship\w*|sent\b|sends?\b|deliver\w*|answer\w*|repl(?:y|ies|ied)|respon\w*|review\w*|verif\w*|assess\w*|check\w*|"
    r"examin\w*|decid\w*|decision|rul(?:es?|ed|ing)\b|calls?\b|called|contact\w*|updat\w*|inform\w*|confirm\w*|repair\w*|replac\w*|restor\w*|fix\w*|correct\w*|process\w*|reimburs\w*|"
    r"waiv\w*|investigat\w*|trac(?:e|es|ed)\b|offer\w*|acknowledg\w*|settl\w*|complet\w*|reopen\w*|arrang\w*|install\w*|visit\w*|book\w*|appears?|takes?\b|releas\w*|look\w* into|"
    r"reconnect\w*|reactivat\w*|add(?:s|ed)\b|post(?:s|ed)\b|transfer\w*|return\w*|give[ns]?\b|clos\w*|inspect\w*|search\w*|writes?\b|hears?\b|told\b|report(?:s|ed)? back|opened again|remov\w*|"
    r"collect\w*|lends?\b|lent\b|phones?\b|rings?\b|telephon\w*|gets? in touch|drop(?:s|ped)\b|put\b|lift(?:s|ed)?\b|exchang\w*|swap\w*|clean\w*|hand(?:s|ed) (?:over|out)|brought|apply|applied|appl(?:y|ies)\b|taken off|switched|forward\w*|found|made\b|move[sd]?\b|rebook\w*|back\b|"
    r"e-?mail(?:s|ed)\b|mend(?:s|ed)\b|reach(?:es)\b|brings?\b|comes? off|reversed|repays?\b|repaid|(?:is|are) met\b|owes?\b|entitles?\b|spared|falls? away|set off|lengthen\w*|tested\b|test is\b|"
    r"look(?:s|ed)? at|assign\w*|grants?\b|granted|provid\w*|unblock\w*|follows\b|takes? [^,.;]{1,20} off|reduced|lowered"
)
