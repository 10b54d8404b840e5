"""French: the table of patterns."""

from __future__ import annotations

from assistant.promises.foreign.table import Table, grammar

_FUTURE = r"(?!devrez|devra|pourrez|pourra|faudra|verrez|concert|désert|opéra\b)(?:(?:sera|seront|serez|serai|serons|aurez|aura|auront|irai|ira|fera|ferons|ferai|aurons)\b|\w{2,}(?:erai|irai|rai|erons|irons|rons|era|ira|dra|vra|eront|iront|ront|erez|irez|vrez|drez|serez|aurez))"
_PP = r"(?!reçu|lu|vu|pris|consulté|vérifié|examiné|compris|été|eu|constaté|trouvé|regretté|bien|pu|dû|noté|entendu)(?:\w+(?:é|ée|és|ées|i|ie|is|ies)|remis\w*|mis\w*|fait\w*|ouvert\w*|offert\w*|résolu\w*|rendu\w*|transmis\w*|émis\w*|interrompu\w*|suspendu\w*)"

# What we do, whatever the verb; not what we are, know, feel, ask or always do.
_STATES = (
    r"(?:sais|savons|vois|voyons|comprend|comprenons|regrett|déplor|crois|croyons|pens|espér|souhait|aim|sommes|suis|avons|ai\b|pouv|peux|puis|doi|dev|voul|veux|voudr|pri[eo]|remerci|écri(?:s|vons) (?:au|à|pour|suite)|reconnai|estim|constat|not|compt|attend|trouv|conseill|recommand|invit|demand|"
    r"prévoy|prévoi|essay|tent|tâch|efforc|imagin|partag|sent|dis\b|disons|connai|apprécie|apprécions|déclin|refus|reste|tien|désol|excus|expliqu|indiqu|présent|nomm|cit|répèt|répét|fais|faisons|vend|travaill|exist|reçois|recevons)"
)
_PRESENT = rf"(?:^|(?<=et )|(?<=, ))(?:je|nous|j') (?:(?:vous|le|la|les|l'|lui|leur|en|y|m'|me|nous|te|t') )*(?!{_STATES})\w{{3,}}(?:ons|es?|ds|ts|is)\b(?!.*\b(?:pas|jamais|toujours|généralement|habituellement|seulement|uniquement|aucune?|que (?:si|sur|pour|dans|le|les))\b)"


_TABLE = Table(
    coordinators=frozenset(("et", "mais", "ou", "cependant", "toutefois", "puis", "donc")),
    finite=rf"{_FUTURE}|part|partent|arrive|arrivent|vient|provient|s' applique|avons|ai|a|ont|est|sont|étaient?|peux|pouvons|peut|peuvent|pourrai\w*|pourrions|pourrait|devrai\w*|devrait|vais|allons|va|vont|offrons|offre|propose|proposons|garantis|garantissons|assumons|couvre|acceptons|"
    r"essaierai|espérons|espère|regrettons|prend|prennent|permet|permettent|recevez|avez|êtes|fut|sera|faut|souhaite|souhaitons|remboursons|rembourse|envoyons|envoie|annule|annulons|transmets|transmettons|promets|joins|sommes|suis|reste|fais|faisons",
    conditions=r"si(?! bien que)|s'|quand|lorsque?|une fois|dès (?:que|réception|le retour)|après réception|à réception|à condition|au cas où|pourvu que|sous réserve|aussitôt",
    reasons=r"parce que|car|puisque|étant donné|en raison|afin|pour que|pour",
    relatives=r"qui|que|ce qui|ce que|dont|où|lequel|laquelle",
    acceptance=r"si (?:vous )?(?:le |cela |vous |la )*(?:souhaitez|désirez|préférez|voulez|acceptez|convient|agrée|êtes d' ?accord|intéresse|choisissez)|si (?:cela|ceci|l' ?une)|répondez (?:simplement )?oui|dites-(?:nous|le)|il vous suffit|à votre convenance|quand vous (?:le )?(?:voulez|souhaitez)|indiquez-nous (?:votre|lequel|si)",
    orders=r"(?:et |ou |merci de |veuillez )*(?:envoyez|adressez|répondez|renvoyez|retournez|joignez|appelez|indiquez|dites|donnez|remplissez|présentez|apportez|utilisez|choisissez|transmettez|contactez|conservez|gardez la facture)\S*|merci de|veuillez",
    customers=r"vous (?:nous |m' ?|me |avez |aviez |y )*(?:dites|demandez|demandé|dit|écrit|écrivez|indiquez|indiqué|réclamez|réclamé|mentionnez|mentionné|souhaitez|souhaitiez|expliquez|expliqué|signalez|signalé|rapportez|affirmez)|on vous a(?:vait)? (?:promis|dit|assuré)|(?:vous a|vous avait|vous ont) (?:promis|dit|assuré)|vous a été (?:promis|dit)",
    courtesy=r"merci (?!de)|remerci\w+|(?:suis|sommes) (?:\w+ )?(?:désolé|navré|sincèrement)\w*|regrett\w+ (?:que|ce|cet|cette|le|la|vivement|sincèrement)|excus\w+|comprends|comprenons|n' hésitez|reste(?:ns|ons)? à votre|restons à votre|espér\w+ que vous|je vous prie d' ?agréer|cordialement",
    admits=r"c' est (?:moi|nous) qui (?:ai|avons|n' ai|n' avons) (?:\S+ ){0,3}?(?:oubli|tromp|omis|mal|rat|manqu|pas )\w*|(?:erreur|faute|oubli|problème) (?:vient|provient|venait) (?:de|du|d') ?(?:notre|nos|chez nous)|(?:est|était|c' est|s' agit d'|dû à|due à|cause d') (?:\w+ )?(?:une |un |de |notre |le |la )*(?:faute|erreur|oubli|négligence|manquement|défaillance) (?:de notre (?:part|côté)|de nos|de notre|notre|interne)|(?:c' est|était|est) (?:entièrement |bien )?(?:de )?(?:notre|nos) (?:propre )?(?:faute|erreur|oubli|responsabilité|négligence)|(?:erreur|faute|oubli) de notre (?:part|équipe|côté|service|atelier|livreur)|"
    r"(?:assumons|assume|reconnaissons|reconnais|acceptons) (?:\w+ )?(?:l' |la |notre |toute la |pleinement |l' entière |entièrement |en )*(?:pleine |entière |totale )?(?:responsabilité|faute|erreur|tort)s?|(?:sommes|suis) (?:entièrement |pleinement |seuls? )?(?:responsables?|en tort|fautifs?)|nous (?:nous )?(?:sommes trompés|avons failli|avons commis une erreur|avons fait une erreur)|nous (?:est|sont) (?:\w+ )?imputables?|(?:nous|j') ?(?:avons|ai) (?:oublié|omis|mal|confondu|négligé)|la faute (?:est|nous) (?:la nôtre|revient|incombe)|responsabilité nous incombe",
    denies=r"(?:ne|n') (?:\w+ ){0,2}?(?:vient|viennent|est|sont) pas (?:\w+ ){0,2}?(?:de chez nous|de nous|de notre|une erreur|notre)|(?:ne|n') (?:\w+ ){0,3}?(?:responsables?|acceptons (?:\w+ )?aucune responsabilité|assumons|notre faute|reconnaissons)|décline\w* toute responsabilité|aucune (?:responsabilité|faute)",
    absolute=r"garanti(?:s|ssons|e)\b(?! (?:commerciale|légale|de))|(?:ma|notre) parole|plus jamais|en aucun cas|jamais plus|100 ?% (?:sûr|certain|garanti)|ne se reproduira (?:plus )?jamais|sous aucun prétexte",
    benefit=r"(?:ne|n') (?:te|vous) (?:sera|seront) (?:pas |rien )(?:factur|compt|réclam|prélev|débit|demand)\w+|(?:gardez|conservez|garde|conserve)(?:-le|-la)? (?:le|la|les|l'|celui|celle) ?(?!facture|reçu|emballage|ticket|preuve|carton)|ne (?:vous |te )?(?:factur|prélèv|débit|compter|réclamer|demander)\w+ (?:pas|rien|aucun\w*)|(?:n' aurez|n' avez) (?:rien|pas|aucun\w*) (?:\w+ )?(?:à |besoin de )?(?:payer|retourner|renvoyer|régler|faire|frais)|(?:ne |rien )(?:vous )?(?:sera|seront|serez) (?:pas |rien |point )?(?:facturé|débité|prélevé|compté)\w*|ne vous (?:facturerons|sera|coûtera)|inutile de (?:renvoyer|retourner|payer|nous)|(?:pouvez|pourrez) (?:le |la |les )?(?:garder|conserver)|à nos frais|à notre charge|(?:est|sera|sont|seront) (?:entièrement |bien sûr )?(?:gratuit|offert)\w*|sans frais (?:pour vous)?$",
    declines=r"(?:ne|n') (?:te |vous |le |la |l' )*(?:promets|promettons|garantis|garantissons) (?:rien|pas)\b|(?:ne|n') (?:\S+ ){0,3}?(?:pouvons|puis|peux|peut|peuvent|pourrons|pourrai|sommes|suis|sera|seront|est|sont|remboursons|accordons|prenons|\w+erons|\w+irons|\w+rons|\w+erai) (?:\S+ ){0,3}?(?:pas|plus|aucun\w*|guère)\b|impossible de|(?:dans l' impossibilité)|(?:est|a été|sont) (?:refusé|rejeté|décliné)\w*|(?:devons|dois) (?:\w+ )?(?:refuser|décliner|rejeter)|regrettons de ne|(?:ne|n') (?:est|sont) pas remboursables?|pas (?:éligible|possible|en mesure|remboursable)",
    hedges=r"(?:vais|allons|va) (?:tout )?(?:essayer|tenter|tâcher)|(?:espère|espérons) (?:vous |te |le |la |les )*\w+(?:er|ir|re)\b|pourr(?:ait|aient|ions|ais)|devr(?:ait|aient|ions)|peut-être|probablement|sans doute|éventuellement|(?:essaierai|essaierons|essayerons|tenterons|tenterai|essayons|tâcherons|tâcherai|efforcerons|efforçons|efforce)|(?:espère|espérons) (?:pouvoir|que (?:le|la|votre|les|tout)|être|vous (?:livrer|rembourser))|(?:ferons|ferai|faisons) (?:tout )?(?:notre|mon|le|de notre) (?:possible|mieux|maximum)|tout mettre en œuvre|"
    r"avec un peu de chance|en principe|normalement si|envisageons|étudierons la possibilité|il se peut|si tout va bien|dans la mesure du possible|visons",
    offers=r"(?:vous )?(?:offrons|offre|propose|proposons)\b|(?:pouvons|puis|peux) (?:vous |aussi |également |le |la |les |par ailleurs )*(?!confirmer|assurer|comprendre|imaginer|dire|garantir|voir)\w+(?:er|ir|re)\b|(?:souhait\w+|aimer\w+|voudr\w+|souhaiterions|aimerions) (?:vous )?(?:offrir|proposer|inviter|accorder)|(?:volontiers|heureux de|heureuse de|ravis? de|avec plaisir)|(?:pouvez|pourrez) (?:aussi )?(?:choisir|opter|bénéficier|échanger)|avec le code|le code|acceptez (?:ce|cette|un|une|de)",
    done=rf"(?:avons|ai|a|ont) (?:\S+ ){{0,3}}?(?:été )?(?:déjà |bien |aussi |également )*{_PP}|(?:est|sont) (?:désormais |déjà |maintenant |de nouveau |à nouveau )+(?:\w+ )?{_PP}|(?:est|sont) (?:annulé|remboursé|résolu|rétabli|débloqué|corrigé|réactivé|résilié)\w*|(?:trouverez ci-joint|ci-joint|vous joins|vous joignons|joignons)|(?:remboursement|avoir|demande) (?:validé|approuvé|effectué|émis)\w*",
    not_done=r"retenu (?:\w+ )?notre attention|(?:représentation|concert|vol|spectacle|train|séance) .*(?:annulé|supprimé|reporté)|(?:ne|n') |jamais|vous avez|votre banque|a été (?:annulé|retardé|supprimé|livré)\w*$|a été (?:retardé|débité|facturé|prélevé)\w*|avons (?:bien )?(?:reçu|pris connaissance|décidé)|(?:est arrivé|s' est)",
    rules=r"(?:selon|conformément à|d' après|en vertu de) (?:nos|notre|les|la|nos)|(?:notre|la|nos|votre) (?:politique|garantie|conditions|police|tarifs?|règlement|assurance)\b(?: \S+){0,3} (?:prévoit|couvre|permet\w*|prévoient|exclu\w*|limite|dure|s' applique|autorise)|généralement|habituellement|en général|en règle générale|d' ordinaire|les (?:\S+ ){1,5}?(?:sont|prennent|ne sont|doivent|peuvent|ne peuvent|s' appliquent|se font)|uniquement (?:si|sur|pour|dans)|ne (?:sont|peuvent) (?:pas|être)",
    one_case=r"votre (?:commande|facture|dossier|réservation|demande|compte|cas|vol)|cette fois|dans ce cas|demain|aujourd' ?hui|nous avons|j' ai",
    promises=rf"{_PRESENT}|(?:part|partent|arrive|arrivent) (?:dès )?(?:demain|aujourd|ce |lundi|mardi|mercredi|jeudi|vendredi|samedi|cette)|{_FUTURE}|(?:allons|vais|va|vont) (?:vous |le |la |les |également |aussi |immédiatement |en )*\w+(?:er|ir|re)\b|(?:est|sont) (?:bien |déjà |actuellement )?(?:en (?:route|cours|chemin|préparation)|en train)|(?:sommes|suis) en train|(?:nous|je) (?:vous |l' |le |la |les |lui |en |m' |nous )*(?:rembours(?:ons|e)|envoy(?:ons)|envoie|annul(?:ons|e)|transmet(?:s|tons)|appell?e|rappell?e|remplaç?ons|remplace|vers(?:ons|e)|occup(?:ons|e)|charge(?:ons)?|crédit(?:ons|e)|offr(?:ons|e)|réserv(?:ons|e)|tien(?:s|drai|drons)|tenons|revien(?:s|drai)|revenons|procéd(?:ons|e)|prolong(?:eons|e)|répar(?:ons|e)|fer(?:ons|ai))|"
    r"vous (?:recevez|pouvez (?:compter sur|vous attendre))|attendez-vous à|considérez|avons décidé|promets|promettons|(?:m'|nous) engage(?:ons)?|prenons (?:\S+ ){0,4}(?:en charge|à notre charge)",
    not_promises=r"(?:te|vous) réjoui\w+|tu (?:verras|devras|pourras)|vous (?:devrez|pourrez|verrez|comprendrez)|il (?:vous )?faudra|devra être|(?:sera|serons) (?:fermé|absent|ravi|heureux)\w*|expirera|prendra fin|votre banque|vous sera (?:facturé|prélevé)|sera (?:un plaisir|nécessaire)|restera|aurez compris|seront ravis",
    vouches=r"(?:et )?(?:je m' ?y engage|nous nous y engageons)(?: \w+ment)?|(?:et )?(?:je|nous) (?:vous )?(?:le |l' )?(?:garantis|garantissons|promets)|vous avez ma parole|c' est garanti",
    frames=(
        ("customer", r"veuillez|merci de|besoin|vous (?:devez|devrez|pouvez)|en attendant|questions|de votre côté"),
        ("offer", r"(?:puis|pouvons|peux)|propos\w+|options?|choix|choisir|offrir"),
        ("promise", r"étapes|suite|allons|ferons|ce qui (?:va|suit)|voici|plan|prévoyons|suivant"),
        ("done", r"avons|ai|déjà"),
    ),
    kinds=(
        ("fix", r"nouvelle version|mise à jour|rentr\w+ dans l' ?ordre|nettoy"),
        ("credit", r"(?:trajets?|mois|nuit\w*|billets?|entrées?|repas|boissons?|places?|séances?|semaines?|soins?) (?:\S+ ){0,3}(?:gratuit|offert)"),
        ("refund", r"pren(?:d|on)\w* (?:\S+ ){0,6}à notre charge"),
        ("contact", r"numéro de suivi|annonc\w+|(?:rappel|appel)\w* (?:vous|demain|d' ici|lundi|mardi|mercredi|jeudi|vendredi|dans)|(?:vous|t') (?:r?appell?\w+|téléphon\w+|écri\w+|contact\w+|inform\w+|répond\w+|tiend\w+|préviend\w+|avert\w+)|réponse|nouvelles|au courant|informé|contacté|appel téléphonique|courriel de confirmation|confirmation|reviendr\w+ vers vous|reviens vers vous"),
        ("fee_waiver", r"ne (?:vous |te )?(?:prélèv|débit)\w+ (?:pas|rien|aucun)|(?:frais|pénalité|supplément|commission|majoration|cotisation) (?:\S+ ){0,8}?(?:annul|supprim|retir|à notre charge|offert|ne (?:vous )?ser)\w*|(?:annul|supprim|retir|renonc|exonér)\w* (?:\S+ ){0,5}(?:frais|pénalité|supplément|commission|majoration)|(?:rien|pas) (?:\S+ ){0,2}(?:facturé|payer|débité|prélevé|régler)|ne vous factur\w+|sans frais|gratuit|à notre charge|à nos frais"),
        ("other", r"garder|conserver|(?:renvoyer|retourner)\b|étiquette"),
        ("credit", r"compensation|dédommag|geste commercial|un avoir\b"),
        ("refund", r"rembours|restitu|(?:argent|somme|montant|caution|acompte) (?:\S+ ){0,6}(?:rendu|revers|retour|restitu)|vers(?:er|ons|erons|erai|é|ement)\w*(?! \S+ avoir)|indemnis|prend\w* en charge|prise en charge|couvr"),
        ("discount", r"baiss\w+|meilleur (?:tarif|prix)|moins cher|remise|réduction|rabais|\d+ ?% (?:de|sur)|baiss\w+ (?:\S+ ){0,3}(?:prix|facture)"),
        ("credit", r"bon d' ?achat|un bon\b|avoir de|un avoir|crédit|geste commercial|compensation|dédommage|offr|cadeau|points|miles|gratuitement|surclass|chèque-cadeau|chèque cadeau|invit|offert"),
        ("replacement", r"un(?:e)? autre (?!fois|date|rendez)|remplac|échang|nouve(?:au|l|lle|aux) (?!rendez|date|facture|contrat|tarif)\w+|neuf\b|neuve\b|autre exemplaire"),
        ("repair", r"répar|technicien|plombier|électricien|dépann|garantie|remise en état|atelier"),
        ("investigation", r"ouvert (?:\S+ ){0,2}(?:dossier|enquête)|enquêt|examin|vérifi|inspect|analys|expert|étudi|recherch|élucid"),
        ("escalation", r"transm|escalad|(?:soumet|soumis|soumett)\w*|fait part|ferai part|ferons part|responsable|demand\w+ à (?:mon|notre|ma)|signal"),
        ("delivery", r"livr|expédi|colis|envoi|envoy|achemin|commande|valise|bagage"),
        ("fix", r"doublon|corrig|résol|rétabl|débloqu|répar\w* le (?:bug|problème)|bug|panne|mise à jour|rectifi|réactiv|incident|erreur"),
        ("change", r"décal|raccourc|avanc(?:er|é)|engagement|départ|annul|résili|modifi|report|déplac|réserv|prolong|chang|abonnement|contrat|rendez-vous|date|vol\b|siège"),
    ),
    points=r"cela|ceci|celui-ci|celle-ci|ce montant",
    pending=r"sous réserve|après (?:réception|examen|inspection)|à réception|dès (?:réception|que)|sur présentation",
    our_time=r"prend|prennent|rembours|répon|trait|livr|vers",
    after_order=r"(?:et |alors |puis )*(?:nous|je|vous|votre|on|l')",
)  # fmt: skip
FRENCH = grammar(_TABLE)
