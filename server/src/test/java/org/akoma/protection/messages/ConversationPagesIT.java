package org.akoma.protection.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Ids;
import org.akoma.Visit;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Grant;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.protection.cases.CaseFile;
import org.junit.jupiter.api.Test;

/** The pages and the JSON of conversations, as different people open them. */
class ConversationPagesIT extends TalkHouse {

    private static String text(Answer answer) {
        return answer.body().replace('\u00a0', ' ');
    }

    private static void isWhole(Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("th:", "…</", "??").contains("</html>");
    }

    @Test
    void everyPageIsWholeInBothLanguages() {
        CaseFile file = file();
        Conversation inside = inside(file, Section.NOTES, "Bonjour @" + supervisor.username());
        Conversation between = between(worker, "Bonjour", officer);
        for (Actor reader : List.of(worker, supervisor)) {
            Visit visit = browser(reader.username());
            for (String lang : List.of("fr", "en")) {
                isWhole(visit.get("/messages?lang=" + lang));
                isWhole(visit.get("/messages/new?lang=" + lang));
                isWhole(visit.get("/messages/" + inside.id() + "?lang=" + lang));
                isWhole(visit.get("/cases/" + file.code() + "/messages?lang=" + lang));
            }
        }
        isWhole(browser(officer.username()).get("/messages/" + between.id()));
        isWhole(browser(police.username()).get("/messages"));
        isWhole(browser(police.username()).get("/messages/new"));
    }

    /** One conversation waits: the bell leads to it, not to all of them. */
    @Test
    void theBellOfOneConversationLeadsToIt() {
        Conversation inside = inside(file(), Section.NOTES, "Bonjour @" + supervisor.username());
        assertThat(browser(supervisor.username())
                        .post("/notices/read", "kind", "message")
                        .location())
                .endsWith("/messages/" + inside.id());
    }

    @Test
    void whoMayNotFindsNoPageAndNoAnswer() {
        CaseFile file = file();
        Conversation inside = inside(file, Section.NOTES, "Bonjour");
        Organisation elsewhere = structure(Organisation.Kind.NGO);
        Actor evaluator = actor(person(Role.EVALUATOR, elsewhere));
        share(file, evaluator, Set.of(Section.STATUS, Section.NOTES), Grant.Reason.SAMPLE);
        for (String stranger : List.of(
                other.username(),
                police.username(),
                officer.username(),
                evaluator.username(),
                person(Role.PROVIDER, elsewhere),
                person(Role.SHELTER_MANAGER, elsewhere),
                person(Role.PROJECT_MANAGER, elsewhere),
                person(Role.FINANCE_OFFICER, elsewhere),
                person(Role.DATA_PROTECTION_OFFICER, elsewhere),
                person(Role.SYSTEM_ADMINISTRATOR, elsewhere))) {
            Visit visit = browser(stranger);
            assertThat(visit.get("/messages/" + inside.id()).status())
                    .as(stranger)
                    .isEqualTo(404);
            assertThat(visit.get("/messages/" + inside.id() + "/newer?after=0&looks=3&show=true")
                            .status())
                    .isEqualTo(404);
            assertThat(visit.get("/cases/" + file.code() + "/messages").status())
                    .isEqualTo(404);
            Caller program = api(stranger);
            assertThat(program.get("/api/v1/threads/" + inside.id()).status()).isEqualTo(404);
            assertThat(program.get("/api/v1/threads/" + inside.id() + "/messages")
                            .status())
                    .isEqualTo(404);
            assertThat(program.post("/api/v1/threads/" + inside.id() + "/messages", Map.of("text", "x"))
                            .status())
                    .isEqualTo(404);
            assertThat(program.get("/api/v1/cases/" + file.code() + "/threads").status())
                    .isEqualTo(404);
            assertThat(program.get("/api/v1/threads").body())
                    .doesNotContain(inside.id().toString());
        }
        assertThat(browser(evaluator.username()).get("/cases/" + file.code()).body())
                .doesNotContain("/cases/" + file.code() + "/messages");
        assertThat(api(person(Role.FINANCE_OFFICER, elsewhere))
                        .get("/api/v1/threads")
                        .status())
                .isEqualTo(403);
        assertThat(api(person(Role.PROVIDER, elsewhere))
                        .post("/api/v1/threads", Map.of("subject", "x", "text", "y"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aDraftIsKeptAndWhatIsWrongIsSaidBesideTheField() {
        Visit visit = browser(worker.username());
        visit.get("/messages/new");
        Answer wrong = visit.post("/messages", "subject", "Véhicules", "text", "Un long brouillon");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(text(wrong))
                .contains("Un long brouillon", "href=\"#participants\"", "Choisissez au moins une autre personne");
        Answer sent =
                visit.post("/messages", "participants", officer.username(), "subject", "Véhicules", "text", "Bonjour");
        assertThat(sent.status()).isEqualTo(303);
        assertThat(text(visit.get(sent.location()))).contains("La conversation est ouverte.", "Bonjour");
        String address = sent.location().replaceAll("\\?.*", "");
        Answer unseen = visit.post(address, "text", "Voyez @" + other.username());
        assertThat(unseen.status()).isEqualTo(422);
        assertThat(text(unseen)).contains("ne lit pas cette conversation", "Voyez @" + other.username());
        assertThat(visit.post(address, "text", "x".repeat(4_001)).status()).isEqualTo(422);
        String id = Ids.next().toString();
        assertThat(visit.post(address, "id", id, "text", "Une fois").status()).isEqualTo(303);
        assertThat(visit.post(address, "id", id, "text", "Une fois").status()).isEqualTo(303);
        Visit theirs = browser(officer.username());
        assertThat(text(theirs.get("/messages"))).contains("2 nouveaux", "1 conversation attend");
        assertThat(text(theirs.get(address))).contains("Nouveau depuis votre dernière lecture", "Une fois");
        assertThat(text(theirs.get("/messages"))).contains("Tout est lu");
    }

    @Test
    void newsIsAnnouncedWithoutBeingReadAndShownOnDemand() {
        Conversation talk = between(worker, "Un", officer);
        Visit visit = browser(officer.username());
        visit.get("/messages/" + talk.id());
        done(say(worker, talk, "Un secret"));
        String newer = "/messages/" + talk.id() + "/newer?after=1&looks=";
        Answer announced = visit.get(newer + "3");
        assertThat(text(announced))
                .contains("Afficher 1 nouveau message", "looks=2")
                .doesNotContain("Un secret");
        assertThat(conversations.waiting(officer)).isEqualTo(1);
        assertThat(text(visit.get("/messages/waiting?seen=0&looks=3"))).contains("Il y a du nouveau");
        assertThat(text(visit.get(newer + "1"))).contains("hx-trigger=\"never\"");
        assertThat(text(visit.get(newer + "3&show=true"))).contains("Un secret", "after=2");
        assertThat(conversations.waiting(officer)).isZero();
    }

    @Test
    void participantsComeAndGoOnThePage() {
        Conversation talk = between(worker, "Un", officer);
        Visit visit = browser(worker.username());
        visit.get("/messages/" + talk.id());
        String people = "/messages/" + talk.id() + "/participants";
        assertThat(visit.post(people, "person", "").status()).isEqualTo(422);
        assertThat(text(visit.post(people, "person", police.code()))).contains("qui porte ce code");
        assertThat(visit.post(people, "person", other.code()).status()).isEqualTo(303);
        assertThat(text(visit.get("/messages/" + talk.id()))).contains(worker.code() + " a ajouté " + other.code());
        Visit theirs = browser(other.username());
        theirs.get("/messages/" + talk.id());
        assertThat(theirs.post(people + "/" + officer.username() + "/removal").status())
                .isEqualTo(403);
        assertThat(theirs.post(people + "/" + other.username() + "/removal").location())
                .isEqualTo("/messages?done=referrals.left");
        assertThat(theirs.get("/messages/" + talk.id()).status()).isEqualTo(404);
    }

    @Test
    void programsTalkWithStableCodes() {
        CaseFile file = file();
        Caller program = api(worker.username());
        String threads = "/api/v1/cases/" + file.code() + "/threads";
        assertThat(program.post(threads, Map.of("subject", "x", "text", "y")).body())
                .contains("form.required");
        assertThat(program.post(threads, Map.of("subject", "x", "txt", "y", "section", "NOTES"))
                        .body())
                .contains("form.unknown-field");
        Map<String, Object> first =
                Map.of("id", Ids.next().toString(), "section", "NOTES", "subject", "L’école", "text", "Bonjour");
        Answer made = program.post(threads, first);
        assertThat(made.status()).isEqualTo(201);
        assertThat(program.post(threads, first).json()).isEqualTo(made.json());
        String one = "/api/v1/threads/" + made.json().path("id").asString();
        assertThat(program.get(one).json().path("mayMention").toString())
                .contains(supervisor.code())
                .doesNotContain(other.code());
        Map<String, Object> word = Map.of("id", Ids.next().toString(), "text", "Et l’uniforme ?");
        Answer said = program.post(one + "/messages", word);
        assertThat(said.status()).isEqualTo(201);
        assertThat(program.post(one + "/messages", word).json()).isEqualTo(said.json());
        assertThat(program.get(one + "/messages").json().path("items").size()).isEqualTo(2);
        assertThat(program.get(one + "/messages?after=1").json().path("items").size())
                .isEqualTo(1);
        String back = one + "/messages/" + said.json().path("id").asString() + "/withdrawal";
        assertThat(api(supervisor.username()).post(back, Map.of()).status()).isEqualTo(403);
        assertThat(program.post(back, Map.of()).json().path("text").isNull()).isTrue();
        assertThat(program.post(one + "/participants", Map.of("person", other.code()))
                        .body())
                .contains("referrals.not-a-reader");
        assertThat(program.post(one + "/participants", Map.of("person", supervisor.code()))
                        .status())
                .isEqualTo(204);
        assertThat(api(supervisor.username())
                        .get("/api/v1/threads")
                        .json()
                        .path("items")
                        .get(0)
                        .path("unread")
                        .asInt())
                .isEqualTo(1);
        assertThat(program.get("/api/v1/threads?limit=51").status()).isEqualTo(422);
        assertThat(program.get("/api/v1/threads?cursor=x").status()).isEqualTo(400);
    }
}
