package org.akoma.exchange.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.Visit;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.identity.Cases;
import org.akoma.protection.identity.OpenCase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Several children leave for one authority in one package, each asked for and agreed to by itself; who may not leave is left out and named. */
class PackagesTogetherIT extends TwoHouses {

    private static final List<String> GIVEN = List.of("Awa", "Kofi", "Mariam", "Yao");
    private static final int CHILDREN = GIVEN.size();

    private final List<String> codes = new ArrayList<>();
    private final List<String> families = new ArrayList<>();

    @BeforeEach
    void severalAccepted() {
        codes.clear();
        families.clear();
        for (int i = 0; i < CHILDREN; i++) {
            families.add(newFamilyName());
            codes.add(opened(SomeChildNamed.of(GIVEN.get(i), families.get(i))).code());
            consent(codes.get(i), "GIVEN");
            accepted(codes.get(i), handOver(codes.get(i)).json().path("id").asString());
        }
    }

    private Caller here() {
        return api(worker.username());
    }

    private Map<String, Object> request() {
        return Map.of("id", Ids.next().toString(), "to", abroad.code(), "purpose", "CONTINUED_CARE", "why", WHY);
    }

    private Answer askTogether(Caller by) {
        return by.post("/api/v1/packages/requests", request());
    }

    private Answer pack(Caller by) {
        return by.post("/api/v1/packages/archives", Map.of("id", Ids.next().toString(), "to", abroad.code()));
    }

    private void agreedToAll() {
        Answer asked = askTogether(here());
        assertThat(asked.status()).as(asked.body()).isEqualTo(201);
        for (JsonNode one : asked.json().path("children"))
            assertThat(verdict(api(supervisor.username()), one.asString(), true))
                    .isEqualTo(200);
    }

    private String packed() {
        Answer made = pack(here());
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.json().path("id").asString();
    }

    private static String file(String archive) {
        return "/api/v1/packages/archives/" + archive + "/file";
    }

    private byte[] together() {
        var taken = bytes(here(), file(packed()));
        assertThat(taken.statusCode()).isEqualTo(200);
        return taken.body();
    }

    private static Map<String, String> states(JsonNode children, String code) {
        Map<String, String> states = new java.util.TreeMap<>();
        children.forEach(
                one -> states.put(one.path(code).asString(), one.path("state").asString()));
        return states;
    }

    private Map<String, String> board(Caller by) {
        JsonNode board = by.get("/api/v1/packages").json();
        return board.path("items")
                .valueStream()
                .filter(one -> one.path("to").asString().equals(abroad.code()))
                .findFirst()
                .map(one -> states(one.path("children"), "code"))
                .orElse(Map.of());
    }

    @Test
    void allLeaveInOneArchiveAndOneReceiptClosesTheLoopOfEach() {
        assertThat(board(here())).hasSize(CHILDREN).containsOnlyKeys(codes);
        assertThat(board(here()).values()).containsOnly("NOT_ASKED");
        assertThat(pack(here()).body()).as("nobody agreed").contains("packages.nothing-ready");
        Map<String, Object> request = request();
        Answer asked = here().post("/api/v1/packages/requests", request);
        assertThat(asked.status()).as(asked.body()).isEqualTo(201);
        assertThat(here().post("/api/v1/packages/requests", request).json().path("children"))
                .as("sent again, the same")
                .hasSize(CHILDREN);
        assertThat(askTogether(here()).body()).as("all are asked for").contains("packages.nothing-to-ask");
        assertThat(board(here()).values()).containsOnly("WAITING");
        assertThat(pack(here()).body()).contains("packages.nothing-ready");
        for (String code : codes.subList(0, 3))
            assertThat(verdict(api(supervisor.username()), code, true)).isEqualTo(200);
        Answer made = pack(here());
        assertThat(made.json().path("children")).hasSize(3);
        assertThat(states(made.json().path("leftOut"), "code"))
                .as("who is not in it is named")
                .containsExactly(Map.entry(codes.get(3), "WAITING"));
        byte[] file = bytes(here(), file(made.json().path("id").asString())).body();
        assertThat(bytes(here(), file(made.json().path("id").asString())).body())
                .as("the same each time")
                .isEqualTo(file);
        for (String code : codes.subList(0, 3))
            assertThat(here().get("/api/v1/cases/" + code + "/history?limit=50").body())
                    .contains("packages.taken");

        Caller there = other.api(theirSupervisor);
        Answer shown = bring(there, file, "?dryRun=true");
        assertThat(states(shown.json().path("contents").path("children"), "sentAs")
                        .values())
                .containsOnly("READY");
        Answer imported = bring(there, file, "?otherChild=" + String.join(",", codes));
        assertThat(imported.status()).as(imported.body()).isEqualTo(201);
        JsonNode children = imported.json().path("contents").path("children");
        assertThat(states(children, "sentAs")).containsOnlyKeys(codes.subList(0, 3));
        for (int i = 0; i < 3; i++)
            assertThat(there.get("/api/v1/cases/"
                                    + children.path(i).path("code").asString() + "/identity")
                            .body())
                    .contains(families.get(
                            codes.indexOf(children.path(i).path("sentAs").asString())));
        assertThat(bring(there, file, "").body()).contains("packages.replay");

        Answer read = send(
                here(),
                "/api/v1/packages/receipts",
                Base64.getDecoder().decode(imported.json().path("receipt").asString()));
        assertThat(read.status()).as(read.body()).isEqualTo(200);
        assertThat(read.json().path("items")).hasSize(3);
        assertThat(read.json().path("refused")).isEmpty();
        assertThat(board(here()).values()).containsExactlyInAnyOrder("ARRIVED", "ARRIVED", "ARRIVED", "WAITING");
        assertThat(new String(
                        bytes(here(), file(made.json().path("id").asString())).body(), StandardCharsets.UTF_8))
                .contains("packages.arrived");
        assertThat(browser(worker.username()).get("/packages").body())
                .contains("Envois aux autorités", "Déjà arrivé", "attend l’accord", codes.get(3));
    }

    /** Consent is withdrawn after the acceptance, before and after the archive is made. */
    @Test
    void aChildWithoutConsentIsLeftOutAndStopsWhatWasMadeBefore() {
        consent(codes.get(0), "WITHDRAWN");
        Answer asked = askTogether(here());
        assertThat(states(asked.json().path("leftOut"), "code")).containsExactly(Map.entry(codes.get(0), "NO_CONSENT"));
        for (String code : codes.subList(1, CHILDREN))
            assertThat(verdict(api(supervisor.username()), code, true)).isEqualTo(200);
        String archive = packed();
        consent(codes.get(1), "WITHDRAWN");
        var refused = bytes(here(), file(archive));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(new String(refused.body(), StandardCharsets.UTF_8))
                .contains("packages.child-not-to-leave", codes.get(1))
                .doesNotContain(codes.get(2));
        Answer anew = pack(here());
        assertThat(anew.json().path("children")).hasSize(2);
        assertThat(states(anew.json().path("leftOut"), "code")).containsOnlyKeys(codes.get(0), codes.get(1));
        assertThat(bytes(here(), file(anew.json().path("id").asString())).statusCode())
                .isEqualTo(200);
        assertThat(browser(worker.username()).get("/packages?lang=en").body())
                .contains("No: consent to the transfer is not there", codes.get(0));
    }

    /** The no of one child ends its part for good: a yes that one person records brings nothing back. */
    @Test
    void aNoAndAYesLaterNothingOfWhatWasMadeBeforeLeaves() throws SQLException {
        agreedToAll();
        String archive = packed();
        assertThat(bytes(here(), file(archive)).statusCode()).isEqualTo(200);
        guarded(codes.get(1));
        minutesLater(10);
        no(codes.get(1));
        minutesLater(1);
        newYes(worker, codes.get(1));
        var refused = bytes(here(), file(archive));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(new String(refused.body(), StandardCharsets.UTF_8))
                .contains("packages.child-not-to-leave", codes.get(1))
                .doesNotContain(codes.get(2));
        assertThat(LoginSql.refusal(worker, clock.instant().plusSeconds(60), "select packages.take('" + archive + "')"))
                .contains("packages.not-to-leave");
        assertThat(board(here())).containsEntry(codes.get(1), "OWN_YES").containsEntry(codes.get(2), "READY");
        Answer anew = pack(here());
        assertThat(anew.json().path("children")).hasSize(CHILDREN - 1);
        assertThat(states(anew.json().path("leftOut"), "code")).containsOnlyKeys(codes.get(1));
    }

    /** A session that was left open takes nothing: who has a second factor shows it again, each time. */
    @Test
    void whoTakesAPackageShowsTheSecondFactorAgain() throws SQLException {
        agreedToAll();
        String archive = packed();
        String file = file(archive);
        Caller open = here();
        Visit visit = browser(worker.username());
        String mine = " where person_id = '" + worker.personId() + "'";
        TestDatabase.ownerDoes("update access.credential set totp_sealed = '\\x00'" + mine);
        assertThat(open.get(file).body()).contains("access.factor-needed");
        assertThat(open.post(file, Map.of()).body()).contains("access.factor-needed");
        assertThat(LoginSql.refusal(worker, clock.instant(), "select packages.take('" + archive + "')"))
                .contains("packages.not-to-leave");
        visit.get("/packages");
        String page = "/packages/archives/" + archive + "/file";
        Answer asked = visit.post(page);
        assertThat(asked.status()).isEqualTo(422);
        assertThat(asked.body())
                .contains("action=\"" + page + "\"", "name=\"secondFactor\"")
                .doesNotContain("??");
        String shown = "update access.credential set totp_shown_at = '" + clock.instant() + "'" + mine;
        TestDatabase.ownerDoes(shown);
        assertThat(visit.post(page).status()).isEqualTo(200);
        TestDatabase.ownerDoes(shown);
        assertThat(open.post(file, Map.of()).status()).isEqualTo(200);
        assertThat(open.post(file, Map.of()).body()).as("spent").contains("access.factor-needed");
    }

    /** One may be known there, and keeps no other out; what came already makes no second file. */
    @Test
    void eachChildIsMadeOrSaidWhyNot() {
        agreedToAll();
        byte[] file = together();
        OpenCase.Result there =
                other.bean(Cases.class).open(theirWorker, SomeChildNamed.of(GIVEN.get(2), families.get(2)));
        String known = ((OpenCase.Result.Opened) there).file().code();
        Caller by = other.api(theirSupervisor);
        Answer first = bring(by, file, "?otherChild=" + codes.get(0) + "," + codes.get(1) + "," + codes.get(3));
        assertThat(first.status()).as(first.body()).isEqualTo(201);
        JsonNode children = first.json().path("contents").path("children");
        assertThat(states(children, "sentAs"))
                .containsEntry(codes.get(0), "MADE")
                .containsEntry(codes.get(1), "MADE")
                .containsEntry(codes.get(2), "MAYBE_KNOWN")
                .containsEntry(codes.get(3), "MADE");
        assertThat(children.path(2).path("alike").toString()).contains(known);
        Answer asked = bring(by, file, "");
        assertThat(asked.status()).as("nothing is left but the question").isEqualTo(409);
        assertThat(bring(by, file, "?otherChild=" + codes.get(1)).status())
                .as("the yes is about another child")
                .isEqualTo(409);
        Answer second = bring(by, file, "?otherChild=" + codes.get(2));
        assertThat(second.status()).as(second.body()).isEqualTo(201);
        assertThat(states(second.json().path("contents").path("children"), "sentAs"))
                .containsEntry(codes.get(0), "KNOWN")
                .containsEntry(codes.get(2), "MADE");
        Answer read = send(
                here(),
                "/api/v1/packages/receipts",
                Base64.getDecoder().decode(second.json().path("receipt").asString()));
        assertThat(read.json().path("items")).as("of the second import").hasSize(1);
        assertThat(board(here()).get(codes.get(2))).isEqualTo("ARRIVED");
        assertThat(board(here()).get(codes.get(0))).isEqualTo("READY");
    }

    @Test
    void aFlippedBitOpensNoneOfThem() {
        agreedToAll();
        byte[] file = together();
        file[file.length / 2] ^= 1;
        assertThat(bring(other.api(theirSupervisor), file, "").body()).contains("packages.damaged");
        assertThat(bring(api(supervisor.username()), together(), "").body()).contains("packages.not-for-us");
    }

    /** A supervisor makes one package of what several workers asked for; nobody else makes or takes one. */
    @Test
    void whoSupervisesTheFilesMakesOneAndNobodyTakesThatOfAnother() throws SQLException {
        agreedToAll();
        Answer made = pack(api(supervisor.username()));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        String archive = made.json().path("id").asString();
        assertThat(bytes(api(supervisor.username()), file(archive)).statusCode())
                .isEqualTo(200);
        assertThat(bytes(here(), file(archive)).statusCode())
                .as("of who made it")
                .isEqualTo(404);
        assertThat(askTogether(api(supervisor.username())).status()).isEqualTo(403);
        Organisation elsewhere = structure(Organisation.Kind.NGO);
        for (Role role : new Role[] {Role.CASE_WORKER, Role.CASE_SUPERVISOR}) {
            Actor stranger = actor(person(role, elsewhere));
            assertThat(board(api(stranger.username()))).as(role.name()).isEmpty();
            assertThat(pack(api(stranger.username())).body()).contains("packages.nothing-ready");
            assertThat(bytes(api(stranger.username()), file(archive)).statusCode())
                    .isEqualTo(404);
        }
        for (Role role : new Role[] {Role.PROJECT_MANAGER, Role.DATA_PROTECTION_OFFICER, Role.FINANCE_OFFICER})
            assertThat(api(person(role, ngo)).get("/api/v1/packages").status())
                    .as(role.name())
                    .isEqualTo(403);
        Actor colleague = actor(person(Role.CASE_WORKER, ngo));
        Instant now = clock.instant().plusSeconds(60);
        String sent = "(select sent_id from packages.packed where archive_id = '" + archive + "' limit 1)";
        assertThat(LoginSql.refusal(
                        colleague, now, "select packages.pack('" + Ids.next() + "', array[" + sent + "], 'x')"))
                .contains("packages.not-to-leave");
        assertThat(LoginSql.refusal(colleague, now, "select packages.take('" + archive + "')"))
                .contains("packages.not-to-leave");
        assertThat(LoginSql.refusal(worker, now, "select packages.take('" + archive + "')"))
                .contains("packages.not-to-leave");
        assertThat(LoginSql.refusal(
                        worker,
                        now,
                        "insert into packages.packed select archive_id, sent_id, file_id from packages.packed"))
                .contains("permission denied");
    }

    @Test
    void itsTimeIsThatOfTheChildWhoseTimeEndsFirst() {
        Answer asked = ask(here(), codes.get(0));
        assertThat(asked.status()).isEqualTo(201);
        assertThat(verdict(api(supervisor.username()), codes.get(0), true)).isEqualTo(200);
        clock.moveTo(MORNING.plus(Duration.ofDays(5)));
        agreedToAll();
        String archive = packed();
        clock.moveTo(MORNING.plus(Duration.ofDays(14)).plusSeconds(60));
        assertThat(new String(bytes(here(), file(archive)).body(), StandardCharsets.UTF_8))
                .contains("packages.over");
        assertThat(pack(here()).json().path("children")).as("without the first").hasSize(CHILDREN - 1);
    }
}
