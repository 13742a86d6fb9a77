from __future__ import annotations
from pathlib import Path
from browsing import Watch, browser, sign_in, visiting, DESK, PHONE, aside
import pytest
__all__=["browser"]
OUT=Path('/tmp/words/shots')

def work(home):
    from tallystick.commands import casebooks, deciding, digests
    book=casebooks.open_(home) if hasattr(casebooks,'open_') else casebooks.open(home)
    return book

@pytest.mark.parametrize("lang",["ar","fr"])
def test_shots(served, home, browser, lang):
    OUT.mkdir(exist_ok=True)
    w=Watch(served)
    with visiting(browser,w,viewport={"width":1280,"height":1500}) as page:
        page.context.add_cookies([{"name":"django_language","value":lang,"url":served}])
        page.goto(served+"/sign-in"); page.screenshot(path=OUT/f"{lang}-signin.png")
        sign_in(page,served,"administrator")
        base=served+"/aleppo/"
        page.screenshot(path=OUT/f"{lang}-queue.png")
        urls={a.get_attribute("href") for a in page.query_selector_all("header nav a")}
        print(urls)
        page.goto(served+sorted(u for u in urls if u.endswith("/incidents") or u.endswith("/incidents/"))[0])
        page.screenshot(path=OUT/f"{lang}-incidents.png")
        href=page.query_selector("a.open").get_attribute("href")
        page.goto(served+href); page.screenshot(path=OUT/f"{lang}-incident.png",full_page=True)
        page.set_viewport_size({"width":390,"height":1400}); page.goto(served+href); page.screenshot(path=OUT/f"{lang}-incident-phone.png")
        page.set_viewport_size({"width":1280,"height":1500})
        link=page.query_selector("a[href*='/reports/'][href*='claim=']").get_attribute("href")
        page.goto(served+link); page.screenshot(path=OUT/f"{lang}-report.png")
        for u in sorted(urls):
            n=u.rstrip('/').split('/')[-1]
            if n in ("queue","incidents"): continue
            page.goto(served+u); page.wait_for_timeout(400); page.screenshot(path=OUT/f"{lang}-{n}.png")
        page.goto(served+"/account"); page.screenshot(path=OUT/f"{lang}-account.png")
        import re
        texts=[]
        for u in [*sorted(urls),href,link,"/account"]:
            page.goto(served+u)
            t=page.evaluate("document.body.innerText")+"\n"+"\n".join(page.evaluate("[...document.querySelectorAll('[aria-label],[title],[placeholder],[alt]')].map(e=>[e.getAttribute('aria-label'),e.title,e.placeholder,e.alt].filter(x=>x).join(' / '))"))
            texts.append(f"=== {u}\n{t}")
        (OUT/f"{lang}.txt").write_text("\n".join(texts))
