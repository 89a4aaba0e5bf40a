package org.akoma.ground.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.HouseIT;
import org.akoma.LoginSql;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Another link for somebody who never came in: by two people again, and the former link and half open nothing from then on. */
class NewInvitationIT extends HouseIT {

    private static final Instant NOW = MORNING.plusSeconds(60);

    private Organisation ngo;
    private String admin;
    private String dpo;
    private String name;
    private JsonNode made;

    @BeforeEach
    void invited() {
        ngo = structure(Organisation.Kind.NGO);
        admin = person(Role.SYSTEM_ADMINISTRATOR, ngo);
        dpo = person(Role.DATA_PROTECTION_OFFICER, ngo);
        name = fresh("in").toLowerCase(Locale.ROOT);
        Answer answer = api(admin)
                .post(
                        "/api/v1/people",
                        Map.of(
                                "username",
                                name,
                                "organisation",
                                ngo.code(),
                                "role",
                                Role.CASE_SUPERVISOR.name(),
                                "contractFrom",
                                "2015-06-01",
                                "invites",
                                true));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        made = answer.json();
    }

    private String approved() {
        return api(dpo).post("/api/v1/approvals/roles/" + made.path("role").asString(), Map.of())
                .json()
                .path("secondHalf")
                .asString();
    }

    private static String path(JsonNode with) {
        String link = with.path("invitation").asString();
        return link.substring(link.indexOf("/invitation/"), link.indexOf('?'));
    }

    private int opened(String path, String half) {
        var visit = browser();
        visit.get(path);
        return visit.post(path, "half", half).status();
    }

    private Answer anew(String who) {
        return api(who).post("/api/v1/people/" + name + "/invitation", Map.of());
    }

    private static String half(JsonNode decision) {
        return decision.path("fields")
                .valueStream()
                .filter(one -> one.path("field").asString().equals("half"))
                .map(one -> one.path("after").get(0).asString())
                .findFirst()
                .orElse("");
    }

    @Test
    void theFormerLinkEndsAtOnceAndTheNewOneNeedsASecondPerson() throws SQLException {
        String second = approved();
        String end = "select access.end_first_password('" + actor(name).personId() + "')";
        assertThat(LoginSql.answer(actor(admin), NOW, end))
                .as("without asking for a new one")
                .isEqualTo("f");
        assertThat(LoginSql.refusal(actor(dpo), NOW, end)).contains("permission denied");
        assertThat(anew(dpo).status()).isEqualTo(403);
        Answer answer = anew(admin);
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(answer.header("Cache-Control")).hasValue("no-store");
        assertThat(opened(path(made), second)).as("the former link and half").isEqualTo(401);
        assertThat(opened(path(answer.json()), second))
                .as("half of the former one")
                .isEqualTo(401);
        String decision = answer.json().path("decision").asString();
        String verdict = "/api/v1/decisions/" + decision + "/verdict";
        assertThat(api(admin).post(verdict, Map.of("agreed", true)).code()).isEqualTo("access.decision-own");
        String half = half(api(dpo).post(verdict, Map.of("agreed", true)).json());
        assertThat(half).matches("[a-z2-9]{4}-[a-z2-9]{4}");
        assertThat(half(api(admin).get("/api/v1/decisions/" + decision).json())).isEmpty();
        for (String former : List.of(path(made), path(answer.json())))
            assertThat(opened(former, second)).isEqualTo(401);
        assertThat(opened(path(answer.json()), half)).isEqualTo(303);
    }

    @Test
    void whileTheRoleWaitsTheLinkIsReplaced() {
        Answer answer = anew(admin);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        String second = approved();
        assertThat(opened(path(made), second)).isEqualTo(401);
        assertThat(opened(path(answer.json()), second)).isEqualTo(303);
    }

    @Test
    void whoCameInIsInvitedNoMore() {
        String worker = person(Role.CASE_WORKER, ngo);
        assertThat(api(admin)
                        .post("/api/v1/people/" + worker + "/invitation", Map.of())
                        .code())
                .isEqualTo("access.invited-came-in");
        assertThat(browser(admin).get("/people/" + worker).body()).doesNotContain("/invitation\"", "id=\"invite\"");
    }

    @Test
    void thePageSaysHowFarTheInvitationIs() {
        assertThat(browser(admin).get("/people/" + name).body()).contains("le rôle attend", "id=\"invite\"");
        approved();
        assertThat(browser(admin).get("/people/" + name).body()).contains("valable jusqu");
        assertThat(browser(dpo).get("/people/" + name).body())
                .contains("valable jusqu")
                .doesNotContain("id=\"invite\"");
        var visit = browser(admin);
        visit.get("/people/" + name);
        String address = "/people/" + name + "/invitation";
        assertThat(visit.post(address, "mail", "not an address").status()).isEqualTo(422);
        Answer page = visit.post(address);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains(
                        "/invitation/" + name + "/",
                        "data-copies",
                        "ouvrent plus rien",
                        actor(dpo).code());
        assertThat(page.header("Cache-Control").orElse("")).contains("no-store");
        Answer account = browser(admin).get("/people/" + name);
        assertThat(account.body())
                .contains("Nouvelle invitation faite", actor(dpo).code(), "Faire encore un autre lien")
                .doesNotContain("a pris fin");
    }

    /** A half that opens nothing is not read out: the person was invited anew, or came in. */
    @Test
    void onlyHalvesThatOpenAreShown() {
        String former = approved();
        assertThat(browser(dpo).get("/approvals").body()).contains(former);
        Answer answer = anew(admin);
        assertThat(browser(dpo).get("/approvals").body()).doesNotContain(former).contains("Nouvelle invitation");
        var late = browser();
        late.get(path(made));
        assertThat(late.post(path(made), "half", former).body()).contains("l’a remplacé");
        String decision = "/decisions/" + answer.json().path("decision").asString();
        assertThat(browser(dpo).get(decision).body())
                .contains("Nouvelle invitation", "Pour appeler")
                .doesNotContain("oublié");
        String half = half(api(dpo).post("/api/v1" + decision + "/verdict", Map.of("agreed", true))
                .json());
        assertThat(browser(dpo).get("/approvals").body()).contains(half).doesNotContain(former);
        assertThat(opened(path(answer.json()), half)).isEqualTo(303);
        assertThat(browser(dpo).get("/approvals").body()).doesNotContain(half);
        assertThat(browser(dpo).get(decision).body()).doesNotContain(half);
    }
}
