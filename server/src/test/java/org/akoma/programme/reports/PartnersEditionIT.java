package org.akoma.programme.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.identity.SomeChild;
import org.akoma.protection.identity.WorkHouse;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What partners read of whom a mission heard: no number under five, and none that follows from two others (requirements.md 8.6). */
class PartnersEditionIT extends WorkHouse {

    private static final String API = "/api/v1/reports";

    @Autowired
    private Reports reports;

    private String evaluator;
    private String mission;

    @BeforeEach
    void mission() {
        evaluator = person(Role.EVALUATOR, structure(Organisation.Kind.INTERGOVERNMENTAL));
        mission = fresh("EV");
        Answer begun = api(evaluator)
                .post(
                        "/api/v1/evaluations",
                        Map.of(
                                "id",
                                Ids.next(),
                                "code",
                                mission,
                                "kind",
                                "MISSION",
                                "firstDay",
                                "2015-11-16",
                                "lastDay",
                                "2015-11-17"));
        assertThat(begun.status()).as(begun.body()).isEqualTo(201);
    }

    /** As if the mission had asked for these children and heard so many of them. */
    private void heard(List<UUID> asked, int heard) {
        String who = "'" + actor(evaluator).personId() + "'";
        String of = " from evaluation.mission m where m.code = '" + mission + "'; ";
        for (UUID file : asked)
            TestDatabase.ownerDoes(
                    "insert into evaluation.approach (mission_id, file_id, asked_by, asked_at) select m.id, '" + file
                            + "', " + who + ", now()" + of);
        for (int n = 1; n <= heard; n++)
            TestDatabase.ownerDoes(
                    "alter table evaluation.interview disable trigger user; insert into evaluation.interview (id,"
                            + " mission_id, number, guide, guide_version, study, place, support, assent, told_stop,"
                            + " interviewer_id, held_at, ended_at, minutes) select gen_random_uuid(),"
                            + " m.id, " + n + ", 'CHILD_13_17', 1, 'E-" + n
                            + "', 'SCHOOL', 'GUARDIAN', true, true, " + who
                            + ", now() - interval '30 minutes', now(), 30" + of
                            + "alter table evaluation.interview enable trigger user");
    }

    private String text(String edition) throws IOException {
        Map<String, Object> wanted = Map.of(
                "id", Ids.next(), "kind", "EVALUATION", "evaluation", mission, "edition", edition, "language", "EN");
        Answer asked = api(evaluator).post(API, wanted);
        assertThat(asked.status()).as(asked.body()).isEqualTo(202);
        String one = API + "/" + asked.json().path("id").asString();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> api(evaluator)
                        .get(one)
                        .json()
                        .path("report")
                        .path("state")
                        .asString()
                        .equals("DONE"));
        byte[] pdf = reports.take(
                        actor(evaluator),
                        UUID.fromString(asked.json().path("id").asString()),
                        Report.Format.PDF,
                        edition.equals("PARTNERS"))
                .orElseThrow()
                .bytes();
        try (PDDocument paper = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(paper).replaceAll("\\s+", " ");
        }
    }

    private void released() {
        Map<String, Object> finding = Map.of(
                "id",
                Ids.next(),
                "area",
                "COMMUNICATION",
                "criterion",
                "EFFICIENCY",
                "severity",
                "HIGH",
                "words",
                "Three forms are in use",
                "evidence",
                List.of(
                        Map.of("source", "FIGURES", "note", "Indicators"),
                        Map.of("source", "POLICE", "note", "Said by two")));
        assertThat(api(evaluator)
                        .post("/api/v1/evaluations/" + mission + "/findings", finding)
                        .status())
                .isEqualTo(201);
        assertThat(api(evaluator)
                        .post("/api/v1/evaluations/" + mission + "/release", Map.of())
                        .status())
                .isEqualTo(200);
    }

    private @Nullable String counted(String who) throws SQLException {
        return LoginSql.answer(
                actor(who),
                clock.instant(),
                "select c.asked from evaluation.mission m, evaluation.approach_counts(m.id) c where m.code = '"
                        + mission + "'");
    }

    /** Nine were asked and seven heard: that two said no, or did not answer, is for the team alone. */
    @Test
    void howFewDeclinedFollowsFromNothing() throws IOException, SQLException {
        List<UUID> files = new ArrayList<>();
        for (int n = 0; n < 9; n++)
            files.add(opened(SomeChild.aged("M", 14, newFamilyName())).id());
        heard(files, 7);
        assertThat(text("INTERNAL")).contains("asked for: 9", "Young person of 13 to 17 7");
        assertThat(text("PARTNERS")).contains("Young person of 13 to 17 7").doesNotContain("asked for:");
        released();
        String manager = person(Role.PROJECT_MANAGER, structure(Organisation.Kind.INTERGOVERNMENTAL));
        assertThat(counted(evaluator)).isEqualTo("9");
        assertThat(counted(manager)).as("nor by the database").isNull();
    }
}
