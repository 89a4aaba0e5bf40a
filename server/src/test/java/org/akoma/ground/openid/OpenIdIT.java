package org.akoma.ground.openid;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.akoma.Answer;
import org.akoma.Visit;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.akoma.ground.vault.Vault;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;

/** Sign-in through a real provider of identities over HTTP: who is let in, and each way in which nobody is. */
class OpenIdIT extends OpenIdHouseIT {

    @Autowired
    private OpenIdSettings settings;

    @Autowired
    private IdentityLinks links;

    @Test
    void whoLinkedTheirAccountComesInByTheProviderAndTheirCode() {
        link(worker, secret, subject);
        later();
        Visit visit = browser();
        assertThat(visit.get("/sign-in").body()).contains("Se connecter par «\u00a0Compte du ministère\u00a0»");
        Answer back = visit.get(TestProvider.visit(
                visit.get("/sign-in/provider?back=/organisations").location(), subject));
        assertThat(back.status()).isEqualTo(303);
        assertThat(back.location()).isEqualTo("/sign-in/provider/code");
        assertThat(visit.get("/organisations").status())
                .as("not in without the code")
                .isEqualTo(302);
        visit.get("/sign-in/provider/code");
        assertThat(visit.post("/sign-in/provider/code", "code", "000000").status())
                .isEqualTo(401);
        Answer in = visit.post("/sign-in/provider/code", "code", codeOf(secret, 0));
        assertThat(in.status()).isEqualTo(303);
        assertThat(in.location()).isEqualTo("/organisations");
        assertThat(visit.get("/organisations").status()).isEqualTo(200);
        assertThat(visit.cookies()).doesNotContainKeys("akoma-trip", "akoma-proven");
    }

    @Test
    void theRequestIsByTheStandard() {
        String address = browser().get("/sign-in/provider").location();
        assertThat(address)
                .startsWith(settings.issuer() + "/oauth2/authorize?")
                .contains(
                        "response_type=code",
                        "code_challenge_method=S256",
                        "nonce=",
                        "state=",
                        "prompt=login",
                        "max_age=0")
                .contains("redirect_uri=https://akoma.test/sign-in/provider/done")
                .doesNotContain(TestProvider.SECRET.replace(" ", "%20"));
    }

    @Test
    void aTokenForAnotherSignInIsRefused() {
        link(worker, secret, subject);
        refused("access.provider.invalid", claims -> claims.claim("nonce", "another"));
        refused("access.provider.invalid", claims -> claims.audience(List.of("another-client")));
        refused("access.provider.invalid", claims -> claims.issuer("https://another.example"));
        refused(
                "access.provider.invalid",
                claims -> claims.audience(List.of("akoma", "another-client")).claim("azp", "another-client"));
        refused(
                "access.provider.clock",
                claims -> claims.issuedAt(Instant.now().minusSeconds(900))
                        .expiresAt(Instant.now().minusSeconds(600)));
        refused("access.provider.clock", claims -> claims.issuedAt(Instant.now().plusSeconds(600)));
        refused(
                "access.provider.stale",
                claims -> claims.claim(
                        "auth_time", Instant.now().minusSeconds(900).getEpochSecond()));
        refused("access.provider.stale", claims -> claims.claims(all -> all.remove("auth_time")));
    }

    /** Who leaves out of the address that the person is to be asked anew, or sets out before somebody else comes, finds no session of theirs. */
    @Test
    void whoSignedInThereBeforeOrAWhileAgoIsNotLetIn() {
        link(worker, secret, subject);
        assertThat(after(0, 1)).isEqualTo("/sign-in/provider/code");
        assertThat(after(0, 10)).as("before this browser set out").isNotEqualTo("/sign-in/provider/code");
        assertThat(after(30, 31)).isEqualTo("/sign-in/provider/code");
        assertThat(after(300, 70)).as("set out, and waited").isNotEqualTo("/sign-in/provider/code");
    }

    /**
     * @param away seconds from setting out to coming back
     * @param ago seconds from the sign-in at the provider to its token
     * @return where to
     */
    private String after(long away, long ago) {
        TestProvider.spoiled = claims -> TestProvider.signedIn(claims, ago);
        Visit visit = browser();
        String back = TestProvider.visit(visit.get("/sign-in/provider").location(), subject);
        clock.moveTo(clock.instant().plusSeconds(away));
        return String.valueOf(visit.get(back).header("Location").orElse(""));
    }

    @Test
    void aTokenSignedByAnotherKeyIsRefused() {
        link(worker, secret, subject);
        TestProvider.forged = true;
        refused("access.provider.invalid", claims -> {});
    }

    @Test
    void aProviderThatFailsIsSaidToBeAway() {
        link(worker, secret, subject);
        TestProvider.down = true;
        refused("access.provider.away", claims -> {});
        OpenIdSettings nowhere =
                new OpenIdSettings("http://localhost:1", "akoma", "x", "x", Set.of(), TestProvider.HERE);
        assertThat(new OpenId(nowhere).begin(new MockHttpServletRequest())).isEmpty();
    }

    @Test
    void aCodeIsGoodOnceAndInTheBrowserThatAskedForIt() {
        link(worker, secret, subject);
        Visit victim = browser();
        String forVictim = TestProvider.visit(victim.get("/sign-in/provider").location(), fresh("attacker"));
        Visit attacker = browser();
        String forAttacker =
                TestProvider.visit(attacker.get("/sign-in/provider").location(), subject);
        said(victim.get(forAttacker), "access.provider.lost");
        said(browser().get(forAttacker), "access.provider.lost");
        String trip = attacker.cookies().get("akoma-trip");
        assertThat(attacker.get(forAttacker).location()).isEqualTo("/sign-in/provider/code");
        said(attacker.get(forAttacker), "access.provider.lost");
        attacker.cookies().put("akoma-trip", trip);
        said(attacker.get(forAttacker), "access.provider.invalid");
        String mixed = forVictim.replaceAll("state=[^&]*", forAttacker.replaceAll(".*(state=[^&]*).*", "$1"));
        said(victim.get(mixed), "access.provider.lost");
    }

    @Test
    void aSignInThatTakesTooLongIsLost() {
        Visit visit = browser();
        String back = TestProvider.visit(visit.get("/sign-in/provider").location(), subject);
        clock.moveTo(clock.instant().plusSeconds(601));
        said(visit.get(back), "access.provider.lost");
    }

    @Test
    void whoTurnsBackIsToldSo() {
        Visit visit = browser();
        String address = visit.get("/sign-in/provider").location();
        String state = address.replaceAll(".*[?&]state=([^&]*).*", "$1");
        said(visit.get("/sign-in/provider/done?error=access_denied&state=" + state), "access.provider.declined");
    }

    /** The same page for a subject that nobody is linked with and for an account that ended: neither says whether an account exists. */
    @Test
    void anUnknownSubjectAndAnEndedAccountAreAnsweredAlike() {
        Answer unbound = arrive(browser(), fresh("nobody"));
        said(unbound, "access.provider.unknown");
        link(worker, secret, subject);
        TestDatabase.ownerDoes(
                "update access.person set contract_until = '2015-02-01', contract_from = '2015-01-01' where code = '"
                        + worker + "'");
        Answer ended = arrive(browser(), subject);
        said(ended, "access.provider.unknown");
        assertThat(said(ended)).isEqualTo(said(unbound));
    }

    /** Neither a name nor an address says who somebody is, and another issuer's subject of the same name is another one. */
    @Test
    void onlyIssuerAndSubjectTogetherAreAnIdentity() {
        said(arrive(browser(), worker), "access.provider.unknown");
        link(worker, secret, subject);
        assertThat(links.mark(subject)).isNotEqualTo(links.mark(subject + " "));
        IdentityLinks elsewhere = new IdentityLinks(
                null,
                null,
                null,
                new OpenIdSettings("https://another.example", "akoma", "x", "x", Set.of(), TestProvider.HERE),
                vault,
                clock);
        assertThat(elsewhere.mark(subject)).isNotEqualTo(links.mark(subject));
    }

    @Autowired
    private Vault vault;

    @Test
    void noSubjectOpensTwoAccounts() {
        link(worker, secret, subject);
        String other = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        Visit visit = browser(other);
        String theirs = takeFactor(visit);
        later();
        Answer taken = linking(visit, theirs, subject);
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.body()).doesNotContain(worker);
        assertThat(linkOf(other)).isEmpty();
        assertThat(linkOf(worker)).hasSize(1);
        TestDatabase.ownerDoes("update access.person set contract_until = '2000-01-01' where id = '"
                + actor(worker).personId() + "'");
        later();
        assertThat(linking(visit, theirs, subject).status())
                .as("nobody comes in by it any more")
                .isNotEqualTo(409);
    }

    /** Who leaves out of the address that the person is to be asked anew links no session that somebody else left open there. */
    @Test
    void nobodyLinksTheSessionOfSomebodyElse() {
        Visit visit = browser();
        visit.signIn(worker, PASSWORD, "code", codeOf(secret, 0));
        later();
        visit.get("/account/provider");
        visit.post("/account/provider", "before", PASSWORD, "code", codeOf(secret, 0));
        TestProvider.spoiled = claims -> TestProvider.signedIn(claims, 10);
        String back = TestProvider.visit(visit.get("/account/provider/go").location(), subject);
        said(visit.get(back), "access.provider.stale");
        assertThat(linkOf(worker)).isEmpty();
    }

    @Test
    void nobodyLinksWithoutPasswordAndCode() {
        Visit visit = browser();
        visit.signIn(worker, PASSWORD, "code", codeOf(secret, 0));
        later();
        Answer straight =
                visit.get(TestProvider.visit(visit.get("/account/provider/go").location(), subject));
        said(straight, "access.provider.ended");
        visit.get("/account/provider");
        assertThat(visit.post("/account/provider", "before", PASSWORD, "code", "000000")
                        .status())
                .isEqualTo(422);
        assertThat(visit.post("/account/provider", "before", "not it at all", "code", codeOf(secret, 0))
                        .status())
                .isEqualTo(422);
        said(
                visit.get(TestProvider.visit(visit.get("/account/provider/go").location(), subject)),
                "access.provider.ended");
        assertThat(linkOf(worker)).isEmpty();
    }

    /** Somebody else's session does not take over a link that was begun in another. */
    @Test
    void aLinkIsMadeInTheSessionThatBeganIt() {
        Visit visit = browser();
        visit.signIn(worker, PASSWORD, "code", codeOf(secret, 0));
        later();
        visit.get("/account/provider");
        visit.post("/account/provider", "before", PASSWORD, "code", codeOf(secret, 0));
        String back = TestProvider.visit(visit.get("/account/provider/go").location(), subject);
        visit.cookies().remove("akoma");
        said(visit.get(back), "access.provider.lost");
        assertThat(linkOf(worker)).isEmpty();
    }

    @Test
    void aLinkRingsAndIsWrittenAndEndsOtherSessions() {
        Visit other = browser();
        other.signIn(worker, PASSWORD, "code", codeOf(secret, 0));
        later();
        Visit visit = link(worker, secret, subject);
        assertThat(other.get("/organisations").status()).isEqualTo(302);
        assertThat(bells(worker)).as("of the password, the factor and the link").isEqualTo(3);
        assertThat(acts(worker)).contains("access.provider-linked");
        later();
        Visit second = browser();
        assertThat(enter(second, secret, subject).status()).isEqualTo(303);
        visit.get("/account/provider");
        assertThat(visit.post("/account/provider/end").location()).contains("provider-unlinked");
        assertThat(second.get("/organisations").status()).as("came by the link").isEqualTo(302);
        assertThat(linkOf(worker)).isEmpty();
        assertThat(bells(worker)).isEqualTo(4);
        assertThat(acts(worker)).contains("access.provider-unlinked");
        said(arrive(browser(), subject), "access.provider.unknown");
    }

    /** Who keeps the account sees the link and ends it with the sessions; a colleague reads nothing of it. */
    @Test
    void whoKeepsTheAccountSeesTheLink() {
        Visit admin = inside(Role.SYSTEM_ADMINISTRATOR);
        Visit officer = inside(Role.DATA_PROTECTION_OFFICER);
        Visit manager = inside(Role.PROJECT_MANAGER);
        String page = "/people/" + worker;
        String since = "Lié depuis le";
        assertThat(admin.get(page).body()).doesNotContain(since);
        link(worker, secret, subject);
        assertThat(admin.get(page).body()).contains(since);
        assertThat(officer.get(page).body()).contains(since);
        assertThat(manager.get(page).body()).doesNotContain(since);
        assertThat(admin.post(page + "/sessions/end").status()).isEqualTo(303);
        assertThat(admin.get(page).body()).doesNotContain(since);
    }

    private Visit inside(Role role) {
        Visit visit = browser(person(role, structure(Organisation.Kind.INTERGOVERNMENTAL)));
        takeFactor(visit);
        return visit;
    }

    /** Who got in once and linked an identity of theirs does not stay, once the person's keys are renewed for them. */
    @Test
    void renewedKeysEndTheLink() {
        link(worker, secret, subject);
        TestDatabase.ownerDoes(
                "update access.credential set totp_sealed = null where person_id = (select id from access.person where code = '"
                        + worker + "')");
        assertThat(linkOf(worker)).isEmpty();
    }

    /** A password of their own that is new shuts out who linked an identity of theirs at an open browser. */
    @Test
    void anOwnNewPasswordEndsTheLink() {
        Visit visit = link(worker, secret, subject);
        later();
        assertThat(visit.get("/account").body()).contains("prendra fin aussi");
        String renewed = "une-autre-phrase-a-moi";
        String[] wrong = {
            "before", "une-phrase-de-personne", "password", renewed, "again", renewed, "code", codeOf(secret, 0)
        };
        assertThat(visit.post("/account/password", wrong).status()).isEqualTo(422);
        assertThat(linkOf(worker)).isNotEmpty();
        later();
        assertThat(visit.post(
                                "/account/password",
                                "before",
                                PASSWORD,
                                "password",
                                renewed,
                                "again",
                                renewed,
                                "code",
                                codeOf(secret, 0))
                        .status())
                .isEqualTo(303);
        assertThat(linkOf(worker)).isEmpty();
        said(arrive(browser(), subject), "access.provider.unknown");
    }

    @Test
    void wrongCodesLockThisWayAndNotThePassword() {
        link(worker, secret, subject);
        later();
        Visit visit = browser();
        arrive(visit, subject);
        visit.get("/sign-in/provider/code");
        for (int i = 0; i < 5; i++) visit.post("/sign-in/provider/code", "code", "12345" + i);
        assertThat(visit.post("/sign-in/provider/code", "code", codeOf(secret, 0))
                        .status())
                .isEqualTo(429);
        assertThat(arrive(browser(), subject).status()).isEqualTo(429);
        assertThat(browser().signIn(worker, PASSWORD, "code", codeOf(secret, 0)).status())
                .isEqualTo(303);
    }

    @Test
    void noWayLeadsToAnotherHouse() {
        link(worker, secret, subject);
        for (String evil : List.of("https://evil.example/", "//evil.example", "/\\evil.example")) {
            later();
            Visit visit = browser();
            String begun = visit.get("/sign-in/provider?back=" + URLEncoder.encode(evil, StandardCharsets.UTF_8))
                    .location();
            visit.get(TestProvider.visit(begun, subject));
            visit.get("/sign-in/provider/code");
            assertThat(visit.post("/sign-in/provider/code", "code", codeOf(secret, 0))
                            .location())
                    .as(evil)
                    .isEqualTo("/");
        }
    }

    private void refused(String text, Consumer<JwtClaimsSet.Builder> fault) {
        TestProvider.spoiled = fault;
        Visit visit = browser();
        said(arrive(visit, subject), text);
        assertThat(visit.cookies()).doesNotContainKeys("akoma", "akoma-proven");
    }

    @Autowired
    private MessageSource texts;

    private void said(Answer answer, String text) {
        assertThat(answer.status()).as(answer.toString()).isIn(401, 403, 503);
        assertThat(answer.body()).contains("<h1>" + texts.getMessage(text, null, Locale.FRENCH));
    }

    private static String said(Answer answer) {
        return answer.body().replaceAll("(?s).*<main", "");
    }
}
