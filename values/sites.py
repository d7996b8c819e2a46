"""Addresses of sites in names and titles: what a stranger is called stands in mails, where it becomes a link."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from values.errors import SiteInNameError

# Domains that mail programs make links of: those of countries, and those most often registered.
COUNTRIES = (
    "ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca "
    "cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo "
    "fr ga gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je "
    "jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo "
    "mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt "
    "pw py qa re ro rs ru rw sa sb sc sd se sg sh si sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk "
    "tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw"
)
GENERIC = (
    "com net org info biz name pro mobi asia tel jobs travel edu gov mil int cat coop aero museum app dev page "
    "web site website online store shop tech cloud digital email link click live life world space today news blog "
    "media agency company business group solutions services systems network global center support help team work "
    "zone xyz top club vip win bid icu fun cyou buzz rest bar cfd sbs lol monster quest best one energy green eco "
    "earth solar bio tools software finance money bank loan trade market capital fund consulting international "
    "partners ventures industries 한국 닷컴 닷넷 онлайн рф 中国"
)
_ENDS = "|".join(sorted((*COUNTRIES.split(), *GENERIC.split()), key=len, reverse=True))
_DOMAIN = re.compile(rf"(?<![\w.-])((?:[^\W_](?:[\w-]*[^\W_])?\.)+(?:{_ENDS}))(?![\w-])(?!\.[^\W_])(/?)", re.IGNORECASE)
_BEGINNING = re.compile(r"(?:\b[a-z][a-z0-9+]{1,9}:/|\bwww\d?\.|//)[^\s]*", re.IGNORECASE)
_DOTS = str.maketrans("。｡．", "...")
# What stands before a point and is a title, a legal form or a number sign: Dr.Li, Co.Kr; or an initial: J.Li.
_ABBREVIATION = re.compile(r"(?:\w|mr|mrs|ms|dr|prof|st|co|corp|inc|ltd|no|nr|vol|mme|mlle|hr|fr)\.\w\w", re.IGNORECASE)
_COMPANY = re.compile(r"[\s.,]*(?:ltd|limited|inc|kg)\b", re.IGNORECASE)


def find_site(text: str) -> str:
    """The first address of a site in the text, in small letters; empty when there is none."""
    plain = unicodedata.normalize("NFKC", text).translate(_DOTS)
    if found := _BEGINNING.search(plain):
        return found[0].lower()
    return next((site[1].lower() for site in _DOMAIN.finditer(plain) if _is_meant(site, plain)), "")


def _is_meant(site: re.Match[str], plain: str) -> bool:
    """Not an abbreviation written without its space, and not `Hanbit.Co., Ltd.`"""
    if site[2] or plain[: site.start()].endswith("@"):
        return True
    if site[1].lower().endswith(".co") and _COMPANY.match(plain, site.end()):
        return False
    return not _ABBREVIATION.fullmatch(site[1])


def refuse_site(text: str, *, website: str = "") -> None:
    """Raises SiteInNameError. A company may be called by the domain of its own website, which staff look at."""
    site = find_site(text)
    if site and not (website and _is_own(site, website)):
        raise SiteInNameError(
            _("Names and titles cannot contain web addresses, because they appear in our e-mails. Remove “%(site)s”.")
            % {"site": site[:60]}
        )


def _is_own(site: str, website: str) -> bool:
    host = re.sub(r"^[a-z]+://", "", website.strip().lower()).partition("/")[0].partition(":")[0]
    return site in (host, host.removeprefix("www."))


def validate_no_site(text: str) -> None:
    """As `refuse_site`, for the fields of forms. Raises ValidationError."""
    try:
        refuse_site(text)
    except SiteInNameError as error:
        raise ValidationError(str(error), code="site") from error
