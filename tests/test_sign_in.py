"""The settings of sign-in, what claims say of somebody, and the door when there is sign-in."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from starlette.responses import RedirectResponse

from engagement_metrics import sign_in
from engagement_metrics.door import Door
from engagement_metrics.models import Role
from engagement_metrics.sign_in import Grant, SettingsError
from tests.signed_in import LEE, SETTINGS, by, claims

# ---- settings ----------------------------------------------------------------------------------


def test_nothing_set_is_no_sign_in(tmp_path):
    assert sign_in.settings(sign_in.given({"PATH": "/bin"}, tmp_path / "none.toml")) is None


def test_settings_are_those_of_the_environment_and_else_of_the_file_of_secrets(tmp_path):
    file = tmp_path / "secrets.toml"
    file.write_text('PUBLIC_URL = "https://file.example"\nSIGN_IN_HOURS = 4\nOTHER = "x"\n')
    environment = {**SETTINGS, "PUBLIC_URL": "https://here.example/"}

    found = sign_in.settings(sign_in.given(environment, file))

    assert found.public_url == "https://here.example"
    assert (found.longest, found.idle) == (timedelta(hours=4), timedelta(minutes=60))
    assert found.for_streamlit()["auth"]["redirect_uri"] == "https://here.example/oauth2callback"
    assert "a-secret-of-the-test" not in repr(found)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[auth]\nclient_id = "x"', "has a section [auth]: take it out, and set SIGN_IN_METADATA"),
        ("PUBLIC_URL =", "The file secrets.toml cannot be read: "),
    ],
)
def test_a_file_of_secrets_that_would_be_read_past_the_guard_is_refused(text, said, tmp_path):
    (tmp_path / "secrets.toml").write_text(text)

    with pytest.raises(SettingsError) as refused:
        sign_in.given(SETTINGS, tmp_path / "secrets.toml")

    assert said in str(refused.value)


@pytest.mark.parametrize("missing", sorted(sign_in.NEEDED))
def test_a_setting_that_is_missing_is_named(missing):
    with pytest.raises(SettingsError) as refused:
        sign_in.settings({name: value for name, value in SETTINGS.items() if name != missing})

    assert str(refused.value) == (
        f"Sign-in is half set up: set {missing} ({sign_in.NEEDED[missing]})."
    )


def test_a_setting_that_needs_the_others_is_not_enough_by_itself():
    with pytest.raises(SettingsError, match="Sign-in is half set up"):
        sign_in.settings({"FIRST_ADMINISTRATOR": "lee@example.org"})


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("SIGN_IN_COOKIE_SECRET", "short", "SIGN_IN_COOKIE_SECRET is too short"),
        ("PUBLIC_URL", "http://engagement.example", "PUBLIC_URL must be an address that begins"),
        ("PUBLIC_URL", "https://a.example/path", "PUBLIC_URL must be an address without a path"),
        ("PUBLIC_URL", "engagement.example", "PUBLIC_URL must be an address that begins"),
        ("SIGN_IN_METADATA_URL", "http://a.example/x", "SIGN_IN_METADATA_URL must be an address"),
        ("SIGN_IN_HOURS", "0", "SIGN_IN_HOURS must be a number above 0 and up to 168."),
        ("SIGN_IN_HOURS", "nan", "SIGN_IN_HOURS must be a number above 0"),
        ("SIGN_IN_HOURS", "1000", "SIGN_IN_HOURS must be a number above 0"),
        ("SIGN_IN_IDLE_MINUTES", "an hour", "SIGN_IN_IDLE_MINUTES must be a number above 0"),
        ("SIGN_IN_ROLE_CLAIM", "roles", "Roles from the provider are half set up"),
        ("SIGN_IN_ROLES", "leads=lead", "Roles from the provider are half set up"),
    ],
)
def test_a_setting_that_cannot_be_is_told_in_one_sentence(name, value, said):
    with pytest.raises(SettingsError) as refused:
        by(**{name: value})

    assert str(refused.value).startswith(said)


@pytest.mark.parametrize(
    "roles", ["leads", "leads=boss", "=lead", "p=public", "n=contributor", "l=lead@North"]
)
def test_a_role_that_cannot_be_is_told(roles):
    with pytest.raises(SettingsError, match="SIGN_IN_ROLES: '"):
        by(SIGN_IN_ROLE_CLAIM="roles", SIGN_IN_ROLES=roles)


def test_a_provider_that_refuses_the_usual_prompt_can_be_asked_without_it():
    assert by().for_streamlit()["auth"]["client_kwargs"]["prompt"] == "select_account"
    asked = by(SIGN_IN_PROMPT="leave out").for_streamlit()["auth"]["client_kwargs"]
    assert asked == {"scope": "openid email profile", "prompt": ""}


def test_a_plain_address_is_for_this_machine_alone():
    assert not by(PUBLIC_URL="http://127.0.0.1:8501").secure
    assert by().secure


# ---- claims ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "more",
    [
        {"is_logged_in": False},
        {"is_logged_in": "yes"},
        {"iss": None},
        {"iss": ""},
        {"sub": 7},
        {"sub": "s" * 256},
        {"iat": None},
        {"iat": True},
        {"iat": "soon"},
        {"iat": float("nan")},
        {"iat": float("inf")},
        {"iat": 1e20},
        {"iat": 10**400},
    ],
)
def test_claims_that_name_nobody_let_nobody_in(more):
    assert sign_in.claimed(claims(LEE, **more), by()) is None
    assert sign_in.claimed({}, by()) is None


def test_a_sign_in_is_told_from_the_next_one_and_from_anothers():
    at = datetime(2026, 11, 22, 9, tzinfo=UTC)
    keys = [
        sign_in.claimed(claims(LEE, at, **more), by()).key
        for more in ({}, {}, {"nonce": "b"}, {"sub": "b"}, {"iss": "b"}, {"iat": 1})
    ]

    assert keys[0] == keys[1]
    assert len(set(keys)) == 5


@pytest.mark.parametrize(
    ("known_by", "shown"),
    [
        ({"name": "  Lee \n Ad "}, "Lee Ad"),
        ({"name": "", "given_name": "Lee", "family_name": "Ad"}, "Lee Ad"),
        ({"family_name": "Ad"}, "Ad"),
        ({"preferred_username": "lee.ad"}, "lee.ad"),
        ({"email": "lee@example.org"}, "lee@example.org"),
        ({}, "Somebody without a name"),
        ({"name": "L" * 200}, "L" * 120),
        ({"name": "\u202eL\u200bee\x00 \uff21d\u2069"}, "Lee Ad"),
        ({"name": "\u200b\u202e", "preferred_username": "lee.ad"}, "lee.ad"),
    ],
)
def test_a_name_to_show_is_found_in_what_the_provider_says(known_by, shown):
    assert sign_in.claimed(claims({"sub": "s", **known_by}), by()).name == shown


@pytest.mark.parametrize(
    ("value", "roles"),
    [
        (["leads", "others"], {Role.LEAD}),
        ("leads", {Role.LEAD}),
        ("not leads", set()),
        ([["leads"]], set()),
        ([], set()),
        (None, set()),
        ({"leads": True}, set()),
        (["Leads"], set()),
        (7, set()),
        ("Forum people", {Role.FORUM_MEMBER}),
    ],
)
def test_roles_are_read_from_the_claim_whatever_its_shape(value, roles):
    settings = by(SIGN_IN_ROLE_CLAIM="roles", SIGN_IN_ROLES="leads=lead,Forum people=forum_member")
    held = sign_in.claimed(claims(LEE, roles=value), settings).grants

    assert held == {Grant(role) for role in roles}


def test_a_claim_whose_name_has_dots_is_looked_for_whole_before_it_is_taken_apart():
    name = "https://a.example/roles"
    settings = by(SIGN_IN_ROLE_CLAIM=name, SIGN_IN_ROLES="leads=lead")
    within = {"https://a": {"example/roles": ["leads"]}}

    assert sign_in.claimed(claims(LEE, **{name: ["leads"]}), settings).grants == {Grant(Role.LEAD)}
    assert sign_in.claimed(claims(LEE, **within), settings).grants == {Grant(Role.LEAD)}
    assert sign_in.claimed(claims(LEE, **within, **{name: []}), settings).grants == set()


# ---- the door ----------------------------------------------------------------------------------

USER = "_streamlit_user=signed; HttpOnly; Max-Age=2592000; Path=/; SameSite=lax"


def answered(path, *, settings=None, asked=(), sets=(), to="/", sign_out=None):
    """The headers of an answer that sends the browser elsewhere, as they leave the door."""
    sent = []

    async def app(scope, receive, send):
        answer = RedirectResponse(to, status_code=302)
        for cookie in sets:
            answer.headers.append("set-cookie", cookie)
        await answer(scope, receive, send)

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http",
        "server": ("192.0.2.7", 443),
        "method": "GET",
        "path": path,
        "headers": [(name.encode(), value.encode()) for name, value in asked],
    }
    asyncio.run(Door(app, settings or by(), sign_out)(scope, None, send))
    return [(name.decode(), value.decode()) for name, value in sent[0]["headers"]]


@pytest.mark.parametrize(
    ("path", "cookies"),
    [("/auth/logout", [{"_streamlit_user": "signed", "b": "c"}]), ("/auth/login", []), ("/", [])],
)
def test_the_address_that_signs_out_ends_the_sign_in_by_whichever_way_it_is_opened(path, cookies):
    ended = []

    answered(path, asked=[("cookie", "_streamlit_user=signed; b=c")], sign_out=ended.append)

    assert ended == cookies


def led_to(kept, sets=(USER,)):
    """Where somebody who comes back from the provider with this cookie is led."""
    headers = answered("/oauth2callback", asked=[("cookie", f"return_to={kept}")], sets=sets)
    assert any(value.startswith("return_to=; Max-Age=0") for _, value in headers)
    return dict(headers)["location"]


def test_the_page_that_sign_in_was_asked_for_on_is_kept_for_a_quarter_of_an_hour():
    headers = answered(
        "/auth/login", asked=[("referer", "https://engagement.example/measure?cell=ENG-02")]
    )

    assert ("set-cookie", (
        "return_to=%2Fmeasure%3Fcell%3DENG-02; Max-Age=900; Path=/oauth2callback; HttpOnly; "
        "SameSite=Lax; Secure"
    )) in headers  # fmt: skip


@pytest.mark.parametrize(
    "referer",
    ["", "https://evil.example/measure", "https://engagement.example.evil.example/", "//x/y",
     "http://engagement.example/measure", "https://engagement.example/auth/logout"],
)  # fmt: skip
def test_a_page_of_another_site_is_not_kept(referer):
    headers = answered("/auth/login", asked=[("referer", referer)])

    assert [value for _, value in headers if value.startswith("return_to=%")] == []


def test_who_signed_in_is_led_to_the_page_they_asked_for():
    assert led_to("%2Fmeasure%3Fcell%3DENG-02") == "/measure?cell=ENG-02"


@pytest.mark.parametrize(
    "kept",
    ["", "%2F%2Fevil.example", "%2F%5Cevil.example", "https%3A%2F%2Fevil.example",
     "%2F%09%2Fevil.example", "%2Fa%0D%0ASet-Cookie%3A%20x%3Dy", "%5C%5Cevil.example",
     "javascript%3Aalert(1)", "%2Fauth%2Flogout", "%2Foauth2callback", "measure",
     "%2F" + "a" * 3000, "%FF%FE", '"', "%2F%C2%A0"],
)  # fmt: skip
def test_nothing_but_a_page_of_this_server_is_led_to(kept):
    assert led_to(kept) == "/"


def test_who_did_not_sign_in_after_all_is_led_nowhere_else():
    assert led_to("%2Fmeasure", sets=()) == "/"
    assert led_to("%2Fmeasure", sets=("_streamlit_user=; Max-Age=0; Path=/",)) == "/"


def test_a_cookie_lasts_no_longer_than_a_sign_in_and_travels_by_tls_alone():
    sets = (USER, "_streamlit_user_tokens=a; Max-Age=60", "_streamlit_xsrf=a; Path=/; Secure")
    cookies = [v for n, v in answered("/", sets=sets) if n == "set-cookie"]

    assert cookies == [
        "_streamlit_user=signed; HttpOnly; Max-Age=36000; Path=/; SameSite=lax; Secure",
        "_streamlit_user_tokens=a; Max-Age=60; Secure",
        "_streamlit_xsrf=a; Path=/; Secure",
    ]
    plain = by(PUBLIC_URL="http://127.0.0.1:8501")
    assert "Secure" not in str(answered("/", settings=plain, sets=(USER,)))


def test_with_sign_in_every_address_is_served_and_by_tls_the_browser_is_told_to_stay_there():
    headers = dict(answered("/"))

    assert headers["strict-transport-security"] == "max-age=31536000"
    assert "strict-transport-security" not in dict(
        answered("/", settings=by(PUBLIC_URL="http://127.0.0.1:8501"))
    )
