"""Spanish: the table of patterns."""

from __future__ import annotations

from assistant.promises.foreign.table import Table, grammar

_FUTURE = r"(?!será necesario|tendrá que|deberá|podrá|habrá que)(?:(?:irá|irán|iré|iremos|dará|daré|daremos|será|serán|verá)\b|\w{2,}(?:aremos|eremos|iremos|dremos|bremos|aré|eré|iré|dré|bré|ará|erá|irá|drá|brá|arán|erán|irán|drán|brán|arás|erás|irás|drás|brás))"
_PARTICIPLE = r"(?!recibido|leído|visto|revisado|comprobado|podido|sido|tenido|estado|leido|entendido|lamentado|encontrado|analizado|querido|verificado|ido)(?:\w+(?:ado|ido|ada|ida|ados|idos|adas|idas)|hecho|puesto|devuelto|resuelto|abierto|escrito|repuesto)"

# What we do, whatever the verb; not what we are, know, feel, ask or always do.
_STATES = r"(?:lament|sent|sab|cre|pens|esper|agrad|ten|pod|deb|quer|ve|v[ei]mos|entend|comprend|conoc|rog|ped|est|som|hem|deseam|recomend|aconsej|supon|reconoc|notam|observam|recib|trabaj|vend|abrim|cerr|sol|gest|intent|trat|procur|mant|disculp|consider|valor|apreci|reiter|compart|dispon|hab|necesit|dec|acept|rechaz|exig|dud|imagin)"
_PRESENT = rf"^(?:y |pero |también |además , )?(?!{_STATES})\w{{2,}}(?:amos|emos|imos)\b(?! (?:que|siempre))(?!.*\b(?:siempre|normalmente|solo|sólo|nunca|habitualmente|generalmente|únicamente)\b)"


_TABLE = Table(
    coordinators=frozenset(("y", "e", "pero", "aunque", "o", "sino", "así", "además")),
    finite=rf"{_FUTURE}|qued(?:ó|aron)|sale|salen|llega|llegan|puedes|te|le|envió|perdió|pasé|envié|hemos|he|ha|han|es|son|está|están|estamos|estoy|fue|fueron|puedo|podemos|puede|pueden|podría\w*|debería\w*|voy|vamos|va|van|tiene|tenemos|ofrecemos|ofrezco|garantizo|garantizamos|asumimos|cubre|"
    r"acepta\w*|admiti?mos|intentaré|trataremos|queremos|quiero|espera\w*|lamentamos|siento|sentimos|tardan?|permiten?|quedan?|recibe|tendrá|deberá|reembolsa\w*|envi\w+|pasa\w*|deja\w*|se|adjunt\w+|prometo|llegó|era|tenía",
    conditions=r"si(?! bien)|cuando|una vez|en cuanto|tan pronto|siempre que|en caso de|siempre y cuando|tras recibir|después de recibir|al recibir|a menos que|con tal de que",
    reasons=r"porque|ya que|puesto que|dado que|debido a|para que|para|como consecuencia",
    relatives=r"que|lo que|lo cual|cuyo|quien|donde",
    acceptance=r"si (?:usted )?(?:lo |te |así lo |le |nos lo |la )*(?:desea|prefiere|quiere|parece|acepta|está de acuerdo|conviene|interesa|apetece|elige|dice que sí|confirma)|responda (?:sí|si)|dígan?os|cuando (?:quiera|guste|lo desee)|indíquenos (?:cuál|qué|si)|elija",
    orders=r"(?:y |o |solo |por favor )*(?:envíe\w*|mánde\w*|responda\w*|conteste|adjunte|remita\w*|lleve|traiga|llame|escríba\w*|indíque\w*|dígan?os|elija|facilíte\w*|use|utilice|devuélva\w*|rellene|presente|pase|acuda|conserve|haga)",
    customers=r"usted (?:dijo|pidió|comenta|indica|solicit\w+|escribió|menciona|pide)|(?:nos|me) (?:pide|solicita|pidió|solicitó|comenta|indica|cuenta|escribió|dice|ha pedido|ha solicitado|pregunta|reclama)|le (?:prometieron|dijeron|prometió|dijo|aseguraron|aseguró)|pregunta usted|pidió que|solicitó que",
    courtesy=r"gracias|(?:lamento|lamentamos|siento|sentimos) (?:que|lo|mucho|la|el|las|los|sinceramente)|disculp\w+|quedo a su|quedamos a su|no dude en|esperamos que (?:est|se|le)|entiendo|entendemos|comprend\w+|espero que",
    admits=r"(?:(?:es|fue|ha sido|se trata de|se debió a|se debe a|por|era) )?(?:un |una |culpa |todo )?(?:error|fallo|descuido|equivocación|culpa|negligencia) (?:nuestr[oa]|de nuestr\w+|por nuestra parte|por parte de nuestr\w+|mía|mío)|(?:es|fue|ha sido) (?:culpa )?nuestr[oa] (?:culpa|error|responsabilidad|fallo)|la culpa (?:es|fue) nuestra|"
    r"(?:asumimos|asumo|aceptamos|acepto|reconocemos) (?:\w+ )?(?:toda |plena |plenamente |la |nuestra |el |nuestro |por completo )*(?:responsabilidad|culpa|error|fallo)|somos (?:los )?responsables|fuimos nosotros quienes|(?:anot|apunt|tom|le|calcul|registr|envi|factur|cobr|tramit)\w*[aeií]mos (?:\w+ )?mal\b|nos (?:olvidamos|confundimos)|nos equivocamos|nos hemos equivocado|hemos fallado|cometimos un error|hemos cometido un error|la responsabilidad es (?:toda )?nuestra",
    denies=r"no (?:ha sido|fue|es|era|se debe a|se debió a) (?:\w+ ){0,2}?(?:error|fallo|culpa|descuido)|no (?:somos responsables|aceptamos (?:\w+ )?responsabilidad|asumimos|nos hacemos responsables|es culpa nuestra|fue culpa nuestra|reconocemos|admitimos)",
    absolute=r"(?:le |se lo |les )?garantiz(?:o|amos)|(?:le |tiene |les )?(?:doy |damos )?(?:mi|nuestra) palabra|nunca (?:más|volverá)|jamás|bajo ning(?:una|ún) \w+|100 ?% (?:seguro|garantizado)|no volverá a (?:ocurrir|suceder|pasar) (?:nunca|jamás)",
    benefit=r"no (?:te|le|les|os) (?:cobrar|cargar|facturar|pasar)(?:emos|é|án|á)\b|qu[eé]d(?:at|es|ens)\w+|no (?:tendrás|tienes|tendrá|tiene|tendrán) que (?:pagar|devolver|abonar|enviar|hacer)|no (?:se )?le (?:cobrar\w+|cargar\w+|facturar\w+)|no (?:es|será) necesario (?:que |devolver|pagar|enviar)|no hace falta que (?:devuelva|pague|envíe)|no pagará|(?:puede|podrá) quedarse (?:con|el|la)|corre[n]? (?:de|por) nuestra cuenta|(?:es|será) (?:completamente |totalmente )?gratuit[oa]|sin (?:ningún )?(?:coste|cargo|costo) (?:alguno )?para usted",
    declines=r"no (?:\w+ ){0,3}?(?:puedo|podemos|podremos|podré|es posible|nos es posible|me es posible|será posible|procede|estamos en condiciones|estamos autorizados|estoy autorizad\w|vamos a|voy a|está cubiert\w|tiene derecho)|lamentamos no poder|siento no poder|sentimos no poder|(?:hemos|he|debemos|tenemos que|tengo que) (?:tenido que )?(?:rechazar|denegar|rechazado|denegado)|no (?:\w+ )?\w+(?:aremos|eremos|iremos|aré|eré|iré)\b|"
    r"(?:ha sido|queda|fue) (?:rechazad|denegad|desestimad)\w|no (?:se )?(?:admite|reembolsa|aceptamos)\w*|no es reembolsable|no son reembolsables",
    hedges=r"(?:podr[íi]a(?:mos|n)?)|debería(?:mos|n)?|es posible que|quizás?|tal vez|puede que|probablemente|posiblemente|(?:intentar|tratar|procurar)(?:é|emos|á|án) ?|(?:intento|intentamos|tratamos de|procuramos|esperamos|espero|confiamos en) (?:poder|que (?:el|la|los|las|su|se|est)|tener|resolver|enviar)|(?:haré|haremos) (?:todo )?(?:lo|cuanto) (?:posible|que|esté)|"
    r"estudiaremos la posibilidad|consideraremos|valoraremos|nos gustaría poder|si todo va bien|con un poco de suerte|en principio|pretendemos|ojalá",
    offers=r"(?:le|les|te) (?:ofrezco|ofrecemos|propongo|proponemos)|(?:puedo|podemos) (?!confirm|asegur|decir|ver|comprend|entend|imagin|garantiz)(?:\w+[aei]r(?:le|les|lo|la|los|las|se|selo)?)|(?:me|nos) gustaría (?:ofrecer|invitar|compensar|hacer|regalar)\w*|(?:con mucho gusto|encantad\w+ de)|puede (?:elegir|optar|escoger)|quisi(?:era|éramos) (?:ofrecer|invitar|compensar)\w*|"
    r"(?:puedes|puede) (?:usar|utilizar|canjear)|te (?:ofrezco|ofrecemos)|acepte (?:este|esta|un|una)|(?:con|use|utilice|usando) el código",
    done=rf"\b(?:ya |le |te |se |lo |la )*(?:pas|envi|anul|cancel|abon|solicit|cambi|retir|elimin|carg|reclam|escal|traslad|activ|desbloque|repar|arregl|reembols|reenvi|orden|report)é\b|(?:ped|abr|devolv|correg)í\b|qued(?:ó|aron) (?:ya |\w+ )?(?:reparad|resuelt|anulad|cancelad|arreglad|solucionad|cerrad|abonad)\w+|se (?:reparó|cambió|anuló|abonó|devolvió|arregló|corrigió|reembolsó|sustituyó)\b|(?:le |se |lo |la |les |ya |los |las )*(?:he|hemos|ha sido|han sido|se ha|se han|ha quedado|ha|han) (?:ya |también |procedido a )*(?:{_PARTICIPLE}|reembolsar|cancelar|enviar)|(?:está|están|queda|quedan) (?:ya |ahora )*(?:reembolsad|cancelad|anulad|resuelt|solucionad|desbloquead|activad|corregid|aprobad)\w+|(?:adjunto|adjuntamos|le adjunt\w+)|(?:fue|fueron) (?:reembolsad|abonad|reparad|sustituid|inspeccionad|corregid|anulad)\w+",
    not_done=r"(?:he|hemos) (?:anotado|apuntado|tomado)|se (?:ha|han|había) (?:tardado|demorado|perdido|retrasado|producido|equivocado|averiado|estropeado|roto|quejado|dado|encontrado|caído)|(?:función|concierto|vuelo|evento|espectáculo|tren|clase) .*(?:cancelad|suspendid|aplazad)|nunca|usted ha|ha (?:pagado|solicitado|pedido|enviado usted|comprado)|no (?:se )?(?:ha|han|hemos|he)|su banco|ha sido (?:cancelado|retrasad\w|suspendid\w)|si\b",
    rules=r"según (?:nuestr[ao]s?|las|la|los)|(?:nuestra|la) (?:política|garantía|póliza|tarifa)|nuestr[ao]s (?:condiciones|tarifas|términos|billetes)|normalmente|habitualmente|por lo general|generalmente|por norma|solo se (?:admiten|aceptan|reembolsan)|"
    r"(?:los|las) (?!dos|tres|dem)(?:\w+ ){1,5}?(?:se (?:tramitan|reembolsan|pagan|aplican|admiten|cobran|entregan|conceden|procesan)|son|tardan|están|tienen|no son|no se|caducan|incluyen|pueden|no pueden|deben)|no (?:se )?(?:admite|reembolsa)\w*|no (?:es|son) reembolsables?",
    one_case=r"su (?:pedido|factura|caso|reserva|solicitud|reclamación|cuenta|vuelo|habitación)|hemos|esta vez|en este caso|le \w+|hoy|mañana",
    promises=rf"{_PRESENT}|(?:mañana|hoy|el (?:lunes|martes|miércoles|jueves|viernes))(?: mismo)? (?:le |te |les )?(?:sale|va|llega|pasa|irá|escribe|llama|entrega|devuelve|visita|repara|recoge)\b|(?:sale|salen|llega|llegan) (?:mañana|hoy|el |esta |a primera)|(?:le|te|les|se lo|se la|lo|la|los|las) (?!ten|sab|ve|pod|quer|deb|esper|agrad|lament|ruego|rog)\w+(?:amos|emos|imos)\b|te (?:llegará|avis\w+|llam\w+)|{_FUTURE}|(?:vamos|voy|va|van) a \w+r|(?:estamos|estoy|está|están) (?:ya |ahora )*\w+ndo|está en camino|está de camino|en camino|puede (?:contar con|esperar)|recibe usted|le (?:reembolso|reembolsamos|enviamos|envío|devolvemos|llamo|abono|abonamos|descuento|cancelo|sustituimos|cambio|regalamos)|me (?:encargo|ocupo)|nos (?:encargamos|ocupamos)|"
    r"(?:le|te|les|os|lo|la) (?:escribo|llamo|aviso|mando|envío|devuelvo|confirmo mañana|hago|cambio|cancelo|reembolso|abono|reservo)\b|(?:le|te|les|lo|la|se lo|se la) \w+(?:ríamos|ría)\b|procede(?:mos|ré) a|(?:nos comprometemos|me comprometo) a|paso su|pasamos su|acordamos|(?:he|hemos) decidido|prometo|prometemos|dé(?:lo)? por|déjelo en",
    not_promises=r"\busted(?:es)?\b.*\best[áa]n? |\busted (?:tendrá|deberá|podrá)|tendrá que|deberá|será necesario|(?:permanecerá|estaremos|estará) (?:cerrad|fuera|encantad)\w*|vencerá|caducará|seguirá vigente|estamos (?:escribiendo|viendo)|se le cobrará|le cobraremos|finalizará|su banco|(?:podrá|podrán)|servirá|será un placer|esperaremos",
    vouches=r"(?:y )?(?:se lo|lo|eso) (?:garantizo|garantizamos)|(?:tiene|le doy) mi palabra",
    frames=(
        ("customer", r"necesit\w+|por favor|envíe\w*|mientras tanto|debe|deberá|preguntas|puede usted|usted puede"),
        ("offer", r"puedo|podemos|ofrec\w+|opciones|elegir|propon\w+"),
        ("promise", r"próximos pasos|a continuación|vamos a|haremos|lo siguiente|siguientes pasos|recibirá|pasará|plan"),
        ("done", r"hemos|he|ya"),
    ),
    kinds=(
        ("contact", r"número de seguimiento|anunci\w+|(?:llamar|escribir|contactar|informar|avisar|responder|comunicar|notificar)\w*|\b(?:llam|escrib|avis|inform)\w{1,5}\b|pondr\w+ en contacto|contacto con usted|respuesta|noticias|actualización|mantendr\w+ informad"),
        ("fee_waiver", r"no (?:se )?le (?:cobr|carg|factur)\w+|(?:anul|elimin|retir|quit|condon|perdon)\w+ (?:\S+ ){0,4}(?:comisión|recargo|cargo|tasa|penalización|gastos|cuota|desplazamiento|intereses|multa|suplemento|portes)|no (?:tendrá|tiene) que (?:pagar|abonar)|(?:comisión|recargo|cargo|penalización|cuota|visita) (?:\S+ ){0,6}(?:anulad|eliminad|retirad|por nuestra cuenta|gratuit)\w*|sin (?:coste|cargo|costo)|corre[n]? (?:de|por) nuestra cuenta|gratuit"),
        ("other", r"quedarse|no (?:es necesario|hace falta|tendrá que) (?:que )?(?:devuelva|devolver|enviar|envíe)|etiqueta"),
        ("refund", r"(?:recibir|cobrar)(?:á|ás|án|emos)? (?:\S+ ){0,3}\d|\d\S* (?:€ |euros )?(?:en|a) (?:su|tu) cuenta|(?:pag|abon)ar(?:é|emos|le|te)\b|(?:reclamación|siniestro) (?:\S+ ){0,3}aprobad|abono se (?:efectu|realiz|har)\w+|(?:abon|devolv|ingres)\w+ (?:\S+ ){0,3}en (?:su|tu) (?:tarjeta|cuenta bancaria|cuenta)\b|devuelto|devuelv\w+ (?:\S+ ){0,5}(?:\d|importe|dinero|cargo)|reembols|devol(?:ver|ución|vemos|veremos)\w* (?:\S+ ){0,5}(?:\d|importe|dinero|depósito|tarjeta|cantidad|fianza)|devoluci|reintegr|(?:pagar|abonar)\w*(?: \S+){0,6} (?:gastos|taxi|hotel|indemnización|siniestro)|indemniz|dinero|importe|devolver\w*|cubre|cubiert|cobertura"),
        ("discount", r"descuento|rebaj|reduc\w+ (?:\S+ ){0,3}(?:precio|cuota|factura)|\d+ ?%"),
        ("credit", r"descont\w+ (?:\S+ ){0,3}(?:días?|semanas?|mes)|vale|bono|cupón|saldo|compens|gratis|regal|puntos|millas|cortesía|obsequi|abon\w+ (?:\S+ ){0,3}(?:en|a) su (?:próxima )?(?:factura|cuenta)|mejora de categoría|invit"),
        ("replacement", r"sustitu|reemplaz|cambiar\w* (?:\S+ ){0,4}por|nuev[oa] (?!cita|fecha|factura|tarifa)\w+|de repuesto|otr[oa] (?:ejemplar|unidad|par|juego)|un[oa]? \w+ nuev[oa]\b|reposición|otra unidad"),
        ("repair", r"repar|técnico|fontanero|electricista|mecánico|arregl|garantía"),
        ("investigation", r"abiert\w+ (?:\S+ ){0,2}(?:incidencia|expediente|investigación|caso)|investig|revis|inspec|compro(?:bar|baremos)|analiz|averigu|perit|examin|estudi"),
        ("escalation", r"trasla(?:d|de)|escal|remit\w+ (?:\S+ ){0,5}(?:departamento|responsable|equipo)|pas(?:ar|o|amos|aremos|ado|aré)\w* (?:\S+ ){0,5}(?:al|a la|a nuestr)|elev|consult\w+ con|pedir\w* a|supervisor"),
        ("delivery", r"entreg|envi|envío|llegar|paquete|pedido|mensajer"),
        ("fix", r"duplicad|correg|solucion|resolv|resuelt|restablec|desbloque|arreglar el|actualiz|rectific|reactiv|error|factura"),
        ("change", r"cancel|anul|cambi|modific|reserv|traslad|ampli|suscripción|contrato|tarifa|vuelo|asiento|cita|fecha"),
    ),
    points=r"esto|eso|ello|se lo|lo mismo|este importe|\w+(?:rlo|rla|rlos|rlas)|lo",
    pending=r"sujeto a|tras (?:la recepción|recibir|la inspección)|previa|una vez (?:recibid|confirmad|recib)\w*|al recibir|en cuanto",
    our_time=r"tard|tramit|reembols|respond|entreg|pag|proces|abon",
    after_order=r"y (?:le|se|lo|la|nosotros|recibirá|tendrá|en|así)",
)  # fmt: skip
SPANISH = grammar(_TABLE)
