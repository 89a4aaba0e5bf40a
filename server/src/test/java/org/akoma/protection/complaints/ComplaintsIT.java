package org.akoma.protection.complaints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.SqlAs;
import org.akoma.Visit;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.TheOnly;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.ground.journal.Verifier;
import org.akoma.ground.safeguarding.FocalPoints;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.wellbeing.StatusHouse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A complaint about staff: from everybody, to the focal point and the data protection officer, and past everybody else. */
class ComplaintsIT extends StatusHouse {

    @Autowired
    Complaints complaints;

    @Autowired
    FocalPoints guards;

    @Autowired
    Verifier verifier;

    /** A structure beside nobody whom it is about. */
    private Organisation aside() {
        return structure(Organisation.Kind.NGO);
    }

    private RaiseComplaint about(String child, boolean focalConcerned) {
        return new RaiseComplaint(
                Ids.next(),
                ngo.code(),
                Complaint.Kind.VIOLENCE,
                false,
                focalConcerned,
                new Complaint.SealedText("Il l’a frappé", "SW-99", child, null));
    }

    @Test
    void nobodyOfTheCaseTeamFindsATraceOfIt() throws SQLException {
        String code = file("CI");
        RaiseComplaint command = about(code, false);
        done(complaints.raise(worker, command));
        assertThat(done(complaints.raise(worker, command)).id()).isEqualTo(command.id());
        for (Role role : Role.values()) {
            if (role == Role.DATA_PROTECTION_OFFICER) continue;
            String username = person(role, ngo, role == Role.SHELTER_MANAGER ? Ids.next() : null, null);
            Actor reader = actor(username);
            assertThat(complaints.read(reader, command.id())).as(role.name()).isEmpty();
            assertThat(complaints.all(reader)).as(role.name()).isEmpty();
            assertThat(complaints.step(reader, command.id(), Ids.next(), Complaint.StepKind.NOTE, "x"))
                    .isInstanceOf(Outcome.NotFound.class);
            assertThat(inSql(reader)).as(role.name()).isZero();
        }
        for (Actor team : List.of(worker, supervisor)) {
            assertThat(inSql(team)).isZero();
            assertThat(api(team.username()).get("/api/v1/complaints").status()).isEqualTo(404);
            Visit visit = browser(team.username());
            assertThat(visit.get("/complaints").status()).isEqualTo(404);
            assertThat(visit.get("/complaints/" + command.id()).status()).isEqualTo(404);
            assertThat(visit.get("/cases/" + code + "/history").body()).doesNotContain("ignalement");
            assertThat(visit.get("/cases/" + code + "/alerts").body()).contains("Aucune alerte");
            assertThat(visit.get("/alerts").body()).doesNotContain(command.id().toString());
            assertThat(api(team.username())
                            .get("/api/v1/cases/" + code + "/history")
                            .body())
                    .doesNotContain("complaint");
        }
        assertThat(api(supervisor.username()).get("/api/v1/journal").body()).doesNotContain("complaint");
    }

    private static long inSql(Actor as) throws SQLException {
        try (Connection connection = TestDatabase.connectAs(as.compartment().login());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(TestDatabase.entering(as.personId(), "2015-11-16T09:00:00Z"));
            try (ResultSet row = statement.executeQuery(
                    "select (select count(*) from followup.complaint) + (select count(*) from followup.complaint_step)")) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** As the data protection officer looks for who complained: by API, by page and by SQL. */
    @Test
    void anUnnamedOneLeavesNoName() throws Exception {
        String officer = person(Role.DATA_PROTECTION_OFFICER, aside());
        String observer = person(Role.OBSERVER, ngo);
        String code = observer.toUpperCase(Locale.ROOT);
        Answer sent = api(observer)
                .post(
                        "/api/v1/complaints",
                        Map.of(
                                "structure",
                                ngo.code(),
                                "kind",
                                "MONEY",
                                "what",
                                "Il demande de l’argent",
                                "unnamed",
                                true));
        assertThat(sent.status()).as(sent.toString()).isEqualTo(201);
        browser(observer)
                .post("/complaint", "structure", ngo.code(), "kind", "MONEY", "what", "Encore", "unnamed", "true");

        daysOver();
        Answer raised = api(officer).get("/api/v1/journal?act=followup.complaint-raised&limit=100");
        assertThat(raised.json().path("items").size()).isGreaterThanOrEqualTo(2);
        assertThat(raised.body()).doesNotContain(code);
        raised.json()
                .path("items")
                .valueStream()
                .filter(item -> item.path("person").asString().isEmpty())
                .forEach(item -> assertThat(item.path("at").asString()).endsWith("T00:00:00Z"));
        assertThat(api(officer).get("/api/v1/journal?about=" + observer).body()).doesNotContain("complaint");
        assertThat(api(officer).get("/api/v1/journal?person=" + observer).body())
                .doesNotContain("complaint");
        assertThat(browser(officer)
                        .get("/journal?act=followup.complaint-raised")
                        .body())
                .contains("Signalement fait")
                .doesNotContain(code);
        var list = api(officer).get("/api/v1/complaints").json().path("items");
        var mine = list.valueStream()
                .filter(one -> one.path("structure").asString().equals(ngo.code()))
                .toList();
        assertThat(mine)
                .hasSize(2)
                .allMatch(one -> one.path("raisedAt").asString().endsWith("T00:00:00Z"));
        assertThat(browser(officer)
                        .get("/complaints/" + mine.getFirst().path("id").asString())
                        .body())
                .contains("Comportement signalé")
                .doesNotContain(code)
                .doesNotContain("00:00");

        try (Connection custody = TestDatabase.connectAs("akoma_custody");
                Statement statement = custody.createStatement()) {
            custody.setAutoCommit(false);
            statement.execute(TestDatabase.entering(actor(officer).personId(), "2015-11-16T09:00:00Z"));
            assertThat(count(
                            statement,
                            "journal.entry where act = 'followup.complaint-raised' and actor = '"
                                    + actor(observer).personId() + "'"))
                    .isZero();
            assertThat(count(
                            statement,
                            "followup.complaint where raised_by = '"
                                    + actor(observer).personId() + "'"))
                    .isZero();
            assertThat(count(
                            statement,
                            "notices.bell where kind = 'complaint' and rung_at <> date_trunc('hour', rung_at)"))
                    .isZero();
            assertThat(count(statement, "notices.bell where kind = 'complaint'"))
                    .isEqualTo(2);
        }
        assertThat(verifier.verify().misfit()).isNull();
    }

    /** The entry of an unnamed one is written when its day is over: beside the transactions of others, or under the root of a minute, it would tell the moment. */
    private static void daysOver() throws SQLException {
        try (Connection custody = TestDatabase.connectAs("akoma_custody");
                Statement statement = custody.createStatement()) {
            statement.execute("select journal.note_days_over('2015-11-17T00:01:00Z')");
        }
    }

    /** Neither the row's transaction nor an entry of that minute tells who reads complaints when an unnamed one was raised. */
    @Test
    void noTransactionTellsTheMomentOfAnUnnamedOne() throws SQLException {
        String observer = person(Role.OBSERVER, ngo);
        String entries = "select count(*) from journal.entry where act = 'followup.complaint-raised'";
        daysOver();
        long before = ownerAsks(entries);
        for (int n = 0; n < 2; n++)
            assertThat(api(observer)
                            .post(
                                    "/api/v1/complaints",
                                    Map.of(
                                            "structure",
                                            ngo.code(),
                                            "kind",
                                            "MONEY",
                                            "what",
                                            "Encore " + n,
                                            "unnamed",
                                            n == 0))
                            .status())
                    .isEqualTo(201);
        assertThat(ownerAsks(entries)).isEqualTo(before);
        for (String login : List.of("akoma_custody", "akoma_protection"))
            try (Connection sql = TestDatabase.connectAs(login);
                    Statement statement = sql.createStatement()) {
                assertThatThrownBy(() -> statement.executeQuery("select xmin from followup.complaint"))
                        .as(login)
                        .hasMessageContaining("permission denied");
                assertThatThrownBy(() -> statement.executeQuery("select * from followup.complaints_raised"))
                        .hasMessageContaining("permission denied");
                assertThatThrownBy(() -> statement.executeQuery("select * from journal.unnamed"))
                        .hasMessageContaining("permission denied");
            }
        assertThat(ownerAsks("select count(*) from access.sent s join followup.complaint c on c.id = s.id"
                        + " where c.raised_by is null and s.sent_by is not null"))
                .isZero();
        daysOver();
        assertThat(ownerAsks(entries)).isEqualTo(before + 2);
        assertThat(verifier.verify().misfit()).isNull();
    }

    /** One person does not bury the true one under others; named or not, and by straight SQL. */
    @Test
    void onePersonRaisesTwentyADay() throws SQLException {
        String observer = person(Role.OBSERVER, ngo);
        Map<String, Object> said = new java.util.HashMap<>(Map.of("structure", ngo.code(), "kind", "OTHER"));
        for (int n = 0; n < 20; n++) {
            said.put("what", "Nuit " + n);
            said.put("unnamed", n % 2 == 0);
            assertThat(api(observer).post("/api/v1/complaints", said).status()).isEqualTo(201);
        }
        said.put("what", "Encore une nuit");
        Answer over = api(observer).post("/api/v1/complaints", said);
        assertThat(over.status()).isEqualTo(422);
        assertThat(over.body()).contains("followup.complaint-many");
        assertThat(LoginSql.refusal(
                        actor(observer),
                        clock.instant(),
                        "select followup.raise_complaint(gen_random_uuid(), false, '" + ngo.id()
                                + "', true, 'OTHER', '\\x00', false, '{}', '{}', '{}', '{}', false)"))
                .contains("followup.complaint-many");
        assertThat(browser(observer).get("/complaint").body())
                .contains("vingt signalements aujourd’hui")
                .doesNotContain("name=\"what\"");
        said.put("structure", ngo.code());
        assertThat(api(person(Role.OBSERVER, ngo))
                        .post("/api/v1/complaints", said)
                        .status())
                .isEqualTo(201);
    }

    /** As if it were another day, on which the same person raises more. */
    private static void another() {
        TestDatabase.ownerDoes("delete from followup.complaints_raised");
    }

    private static long ownerAsks(String sql) throws SQLException {
        try (Connection owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static long count(Statement statement, String from) throws SQLException {
        try (ResultSet row = statement.executeQuery("select count(*) from " + from)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** One sentence for a file that there is not and for one of others; what was typed stays. Who sees no file is asked for the form of a code. */
    @Test
    void aCodeThatTheWriterCannotMeanIsRefusedBesideTheField() {
        String code = file("CI");
        Visit own = browser(worker.username());
        Visit other = browser(person(Role.CASE_WORKER, aside()));
        Visit officer = browser(person(Role.LE_OFFICER, structure(Organisation.Kind.LAW_ENFORCEMENT)));
        String unseen = "Aucun dossier de ce code parmi ceux que vous voyez";
        for (String wrong : List.of(code, "AK-99999999")) {
            Answer refused = complain(other, wrong);
            assertThat(refused.status()).as(wrong).isEqualTo(422);
            assertThat(refused.body()).contains(unseen, "value=\"" + wrong + "\"", "Il a crié");
        }
        assertThat(complain(own, "AK-99999999").body()).contains(unseen);
        assertThat(complain(own, "la petite").body()).contains("Écrivez le code comme AK-041");
        assertThat(complain(officer, "la petite").status()).isEqualTo(422);
        for (Visit one : List.of(own, officer))
            assertThat(complain(one, code.toLowerCase(java.util.Locale.ROOT)).status())
                    .isEqualTo(303);
        assertThat(api(person(Role.CASE_WORKER, aside()))
                        .post(
                                "/api/v1/complaints",
                                Map.of("structure", ngo.code(), "kind", "OTHER", "what", "Il a crié", "child", code))
                        .body())
                .contains("followup.complaint-child-unseen");
    }

    private Answer complain(Visit who, String child) {
        return who.post("/complaint", "structure", ngo.code(), "kind", "OTHER", "what", "Il a crié", "child", child);
    }

    @Test
    void everyRoleOfEverySideMayRaiseOne() {
        for (Role role : Role.values()) {
            String username = person(role, ngo, role == Role.SHELTER_MANAGER ? Ids.next() : null, null);
            Visit visit = browser(username);
            Answer form = visit.get("/complaint");
            assertThat(form.status()).as(role.name()).isEqualTo(200);
            assertThat(form.body()).doesNotContain("??");
            assertThat(visit.post("/complaint", "structure", ngo.code(), "kind", "MONEY")
                            .status())
                    .isEqualTo(422);
            Answer sent = visit.post(
                    "/complaint", "structure", ngo.code(), "kind", "MONEY", "what", "Il demande de l’argent");
            assertThat(sent.status()).as(role.name()).isEqualTo(303);
            assertThat(visit.get(sent.location() + "&lang=en").body()).contains("Your report has arrived");
        }
    }

    @Test
    void theFocalPointReadsUnlessConcernedAndTheOfficerAlways() {
        Actor officer = actor(person(Role.DATA_PROTECTION_OFFICER, aside()));
        String username = person(Role.OBSERVER, ngo);
        Actor focal = actor(username);
        assertThat(guards.name(supervisor, Ids.next(), ngo.code(), username)).isEqualTo(FocalPoints.Named.FORBIDDEN);
        guards.settle(Ids.next(), ngo.code(), username, MORNING);
        RaiseComplaint open = about("AK-1", false);
        RaiseComplaint concerned = about("AK-2", true);
        done(complaints.raise(worker, open));
        done(complaints.raise(worker, concerned));
        assertThat(complaints.all(focal)).extracting(Complaint::id).containsExactly(open.id());
        assertThat(complaints.all(officer)).extracting(Complaint::id).contains(open.id(), concerned.id());
        Complaint read = complaints.read(focal, open.id()).orElseThrow();
        assertThat(read.words().about()).isEqualTo("SW-99");
        assertThat(read.raisedBy()).as("who did not give their name").isNull();
        UUID step = Ids.next();
        done(complaints.step(focal, open.id(), step, Complaint.StepKind.CHILD_PROTECTED, "Éloigné"));
        assertThat(done(complaints.step(focal, open.id(), step, Complaint.StepKind.CHILD_PROTECTED, "Éloigné"))
                        .steps())
                .hasSize(1);
        assertThat(browser(username).get("/complaints").body())
                .contains(open.id().toString());
        Visit visit = browser(officer.username());
        for (String page : List.of("/complaints", "/complaints/" + open.id()))
            for (String lang : List.of("fr", "en"))
                assertThat(visit.get(page + "?lang=" + lang).body())
                        .contains("</html>")
                        .doesNotContain("??");
        done(complaints.close(officer, open.id(), Ids.next(), Complaint.Outcome.SUBSTANTIATED, "Contrat rompu"));
        assertThat(complaints.close(focal, concerned.id(), Ids.next(), Complaint.Outcome.REFERRED, "x"))
                .isInstanceOf(Outcome.NotFound.class);
        UUID named = guards.all(officer).stream()
                .filter(one -> one.organisation().equals(ngo.code()))
                .findFirst()
                .orElseThrow()
                .id();
        assertThat(guards.end(officer, named)).isTrue();
        clock.moveTo(MORNING.plusSeconds(3_600));
        done(complaints.raise(worker, about("AK-4", false)));
        assertThat(complaints.all(focal))
                .as("what was told before")
                .extracting(Complaint::id)
                .containsExactly(open.id());
    }

    /** In whatever order they are named: who joined the team since reads what the team must not. */
    @Test
    void theFocalPointWhoJoinedTheTeamReadsNothing() {
        Actor officer = actor(person(Role.DATA_PROTECTION_OFFICER, aside()));
        Actor focal = actor(person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO)));
        guards.settle(Ids.next(), ngo.code(), focal.username(), MORNING);
        RaiseComplaint open = about("AK-3", false);
        done(complaints.raise(worker, open));
        assertThat(complaints.read(focal, open.id())).isPresent();
        TestDatabase.ownerDoes(
                "insert into access.deputy (id, organisation_id, person_id, valid_from, valid_until) select '"
                        + Ids.next() + "', id, '" + focal.personId() + "', '" + MORNING.minusSeconds(1)
                        + "', 'infinity' from access.organisation where code = '" + ngo.code() + "'");
        assertThat(complaints.read(focal, open.id())).isEmpty();
        assertThat(complaints.all(focal)).isEmpty();
        assertThat(complaints.read(officer, open.id())).isPresent();
    }

    private RaiseComplaint against(String whom) {
        return against(Complaint.Kind.SEXUAL, whom);
    }

    private RaiseComplaint against(Complaint.Kind kind, String whom) {
        return new RaiseComplaint(
                Ids.next(),
                ngo.code(),
                kind,
                true,
                false,
                new Complaint.SealedText("Il vient la nuit", whom, null, null));
    }

    private static void closesNothing(Actor as, UUID id) throws SQLException {
        assertThat(SqlAs.change(
                        as,
                        MORNING.plusSeconds(60),
                        "update followup.complaint set closed_at = access.moment(), closed_by = access.actor(), outcome = 'REFERRED' where id = '"
                                + id + "'"))
                .as(as.username())
                .isZero();
    }

    /** The focal point and the officer who are complained of. */
    @Test
    void whomItIsAboutNeitherReadsNorClosesIt() throws SQLException {
        Actor officer = actor(person(Role.DATA_PROTECTION_OFFICER, aside()));
        Actor focal = actor(person(Role.PROJECT_MANAGER, ngo));
        guards.settle(Ids.next(), ngo.code(), focal.username(), MORNING);
        RaiseComplaint command = against("Le chef, " + focal.code() + ".");
        done(complaints.raise(worker, command));
        assertThat(complaints.read(focal, command.id())).isEmpty();
        assertThat(complaints.all(focal)).isEmpty();
        assertThat(complaints.close(focal, command.id(), Ids.next(), Complaint.Outcome.NOT_SUBSTANTIATED, "Rien"))
                .isInstanceOf(Outcome.NotFound.class);
        assertThat(inSql(focal)).isZero();
        closesNothing(focal, command.id());
        assertThat(api(focal.username())
                        .get("/api/v1/notices")
                        .json()
                        .path("unread")
                        .asInt())
                .as("no bell tells of it")
                .isZero();
        assertThat(complaints.read(officer, command.id())).isPresent();

        Actor other = actor(person(Role.DATA_PROTECTION_OFFICER, aside()));
        RaiseComplaint second = against(officer.code());
        done(complaints.raise(worker, second));
        assertThat(complaints.read(officer, second.id())).isEmpty();
        closesNothing(officer, second.id());
        done(complaints.close(other, second.id(), Ids.next(), Complaint.Outcome.REFERRED, "Au procureur"));
    }

    @Test
    void whatIsAboutTheOnlyOfficerReachesTheManager() throws SQLException {
        Actor officer = actor(person(Role.DATA_PROTECTION_OFFICER, aside()));
        Actor manager = actor(person(Role.PROJECT_MANAGER, aside()));
        try (TheOnly _ = new TheOnly(Role.DATA_PROTECTION_OFFICER, officer.personId())) {
            assertThat(complaints.all(manager)).isEmpty();
            RaiseComplaint command = against(officer.username());
            done(complaints.raise(worker, command));
            assertThat(complaints.read(officer, command.id())).isEmpty();
            assertThat(browser(manager.username()).get("/complaints").body())
                    .contains(command.id().toString());
            assertThat(api(manager.username())
                            .get("/api/v1/notices")
                            .json()
                            .path("unread")
                            .asInt())
                    .isOne();
            done(complaints.close(manager, command.id(), Ids.next(), Complaint.Outcome.REFERRED, "Au procureur"));
        }
    }

    /** As the page offers: nothing is said of a structure that has ended or begins later, and nothing is kept. */
    @Test
    void nothingIsRaisedAboutAStructureThatIsNotThereToday() throws SQLException {
        for (String life : List.of("valid_until = '2015-11-16'", "valid_from = '2015-11-17'")) {
            Organisation other = structure(Organisation.Kind.NGO);
            TestDatabase.ownerDoes("update access.organisation set " + life + " where id = '" + other.id() + "'");
            RaiseComplaint command = new RaiseComplaint(
                    Ids.next(),
                    other.code(),
                    Complaint.Kind.VIOLENCE,
                    true,
                    false,
                    new Complaint.SealedText("Il frappe", null, null, null));
            assertThat(complaints.raise(worker, command)).as(life).isInstanceOf(Outcome.Refused.class);
            assertThat(LoginSql.refusal(
                            worker,
                            clock.instant(),
                            "select followup.raise_complaint(gen_random_uuid(), true, '" + other.id()
                                    + "', true, 'VIOLENCE', 'x', false, '{}', '{}', '{}', '{}', false)"))
                    .contains("access.no-organisation");
        }
    }

    /** The manager may be the focal point whom the reporter left out. */
    @Test
    void aFocalPointWhoIsLeftOutReadsItAsNoManagerEither() {
        Actor officer = actor(person(Role.DATA_PROTECTION_OFFICER, aside()));
        Actor focal = actor(person(Role.PROJECT_MANAGER, ngo));
        Actor manager = actor(person(Role.PROJECT_MANAGER, aside()));
        guards.settle(Ids.next(), ngo.code(), focal.username(), MORNING);
        RaiseComplaint command = new RaiseComplaint(
                Ids.next(),
                ngo.code(),
                Complaint.Kind.MONEY,
                true,
                true,
                new Complaint.SealedText("Il garde l’argent", officer.code(), null, null));
        try (TheOnly _ = new TheOnly(Role.DATA_PROTECTION_OFFICER, officer.personId())) {
            done(complaints.raise(worker, command));
            assertThat(complaints.read(focal, command.id())).isEmpty();
            assertThat(complaints.read(officer, command.id())).isEmpty();
            assertThat(complaints.read(manager, command.id())).isPresent();
        }
    }

    /** People of one structure do not close what is said of their colleague. */
    @Test
    void aFocalPointOfTheStructureActsAndDoesNotClose() throws SQLException {
        Actor officer = actor(person(Role.DATA_PROTECTION_OFFICER, aside()));
        Actor focal = actor(person(Role.OBSERVER, ngo));
        guards.settle(Ids.next(), ngo.code(), focal.username(), MORNING);
        RaiseComplaint command = against(Complaint.Kind.VIOLENCE, "SW-99");
        done(complaints.raise(worker, command));
        done(complaints.step(focal, command.id(), Ids.next(), Complaint.StepKind.CHILD_PROTECTED, "Éloigné"));
        assertThat(refused(
                        complaints.close(focal, command.id(), Ids.next(), Complaint.Outcome.NOT_SUBSTANTIATED, "Rien")))
                .isEqualTo("followup.complaint-closed-elsewhere");
        String close =
                "update followup.complaint set closed_at = access.moment(), closed_by = access.actor(), outcome = 'REFERRED' where id = '"
                        + command.id() + "'";
        assertThat(LoginSql.refusal(focal, MORNING.plusSeconds(60), close))
                .contains("followup.complaint-closed-elsewhere");
        assertThat(browser(focal.username()).get("/complaints/" + command.id()).body())
                .doesNotContain("/closing");
        assertThat(
                        LoginSql.refusal(
                                focal,
                                MORNING.plusSeconds(60),
                                "insert into followup.complaint (id, raised_at, organisation_id, to_focal, kind, sealed) select gen_random_uuid(), raised_at, organisation_id, to_focal, kind, sealed from followup.complaint"))
                .contains("permission denied");
    }

    /** An officer of the accused structure neither reads what is said of a colleague, nor ends the wait of others. */
    @Test
    void anOfficerBesideWhomItIsAboutReadsNothing() throws SQLException {
        Actor beside = actor(person(Role.DATA_PROTECTION_OFFICER, ngo));
        Actor officer = actor(person(Role.DATA_PROTECTION_OFFICER, aside()));
        Set<UUID> raised = new java.util.HashSet<>();
        for (Complaint.Kind kind : Complaint.Kind.values()) {
            RaiseComplaint one = against(kind, "SW-99");
            done(complaints.raise(worker, one));
            raised.add(one.id());
            assertThat(complaints.read(beside, one.id())).as(kind.name()).isEmpty();
            assertThat(complaints.step(beside, one.id(), Ids.next(), Complaint.StepKind.CHILD_PROTECTED, "Vu"))
                    .isInstanceOf(Outcome.NotFound.class);
            closesNothing(beside, one.id());
            assertThat(complaints.read(officer, one.id())).as(kind.name()).isPresent();
        }
        assertThat(complaints.all(beside)).extracting(Complaint::id).doesNotContainAnyElementsOf(raised);
        try (TheOnly _ = new TheOnly(Role.DATA_PROTECTION_OFFICER, beside.personId())) {
            assertThat(complaints.all(beside))
                    .as("nobody else is left")
                    .extracting(Complaint::id)
                    .containsAll(raised);
        }
    }

    /** Neither a note, nor a step of a colleague of whom it is about, ends the line of those who still have to act. */
    @Test
    void oneWordOfAColleagueEndsNoWait() throws SQLException {
        Actor officer = actor(person(Role.DATA_PROTECTION_OFFICER, aside()));
        Actor beside = actor(person(Role.OBSERVER, ngo));
        guards.settle(Ids.next(), ngo.code(), beside.username(), MORNING);
        RaiseComplaint one = against(Complaint.Kind.VIOLENCE, "SW-99");
        done(complaints.raise(worker, one));
        int waiting = complaints.waiting(officer);
        done(complaints.step(beside, one.id(), Ids.next(), Complaint.StepKind.NOTE, "Vu"));
        done(complaints.step(beside, one.id(), Ids.next(), Complaint.StepKind.CHILD_PROTECTED, "Vu"));
        done(complaints.step(officer, one.id(), Ids.next(), Complaint.StepKind.NOTE, "Vu"));
        assertThat(complaints.waiting(officer)).isEqualTo(waiting);
        assertThat(LoginSql.refusal(
                        officer,
                        MORNING.plusSeconds(60),
                        "update followup.complaint set acknowledged_at = access.moment(), acknowledged_by = access.actor() where id = '"
                                + one.id() + "'"))
                .contains("permission denied");
        assertThat(complaints.read(officer, one.id()).orElseThrow().state()).isEqualTo("RECEIVED");
        done(complaints.step(officer, one.id(), Ids.next(), Complaint.StepKind.INTERVIEW, "L’enfant a été entendu"));
        assertThat(complaints.waiting(officer)).isEqualTo(waiting - 1);
        assertThat(complaints.read(officer, one.id()).orElseThrow().state()).isEqualTo("UNDER_REVIEW");
    }

    /** Whom it reached because nobody else was left keeps it, no matter who is named afterwards; who is named then reads what is told since. */
    @Test
    void noLaterNamingTakesItAway() throws SQLException {
        Actor officer = actor(person(Role.DATA_PROTECTION_OFFICER, aside()));
        Actor manager = actor(person(Role.PROJECT_MANAGER, aside()));
        for (int one = 0; one < 2; one++) person(Role.CASE_SUPERVISOR, aside());
        Actor late = actor(person(Role.OBSERVER, aside()));
        UUID all;
        List<Actor> readers;
        try (TheOnly _ = new TheOnly(Role.DATA_PROTECTION_OFFICER, officer.personId());
                TheOnly _ = new TheOnly(Role.PROJECT_MANAGER, manager.personId())) {
            TestDatabase.ownerDoes("update access.focal_point set valid_until = greatest(valid_from, '2015-11-01')");
            Answer sent = raised("Il a touché un enfant", "the DPO and the PM saw it and laughed");
            all = UUID.fromString(sent.json().path("id").asString());
            readers = supervisorsWhoRead(all);
            guards.settle(Ids.next(), ngo.code(), late.username(), MORNING);
            guards.settle(Ids.next(), aside().code(), late.username(), MORNING);
            assertThat(complaints.read(late, all)).isEmpty();
            assertThat(complaints.close(late, all, Ids.next(), Complaint.Outcome.NOT_SUBSTANTIATED, "Rien"))
                    .isInstanceOf(Outcome.NotFound.class);
            for (Actor one : readers) assertThat(complaints.read(one, all)).isPresent();
        }
        assertThat(complaints.read(officer, all)).isEmpty();
        for (Actor one : readers) {
            assertThat(complaints.read(one, all)).isPresent();
            assertThat(browser(one.username()).get("/complaints/" + all).status())
                    .isEqualTo(200);
        }
    }

    private RaiseComplaint saying(String what, String about) {
        return new RaiseComplaint(
                Ids.next(),
                ngo.code(),
                Complaint.Kind.SEXUAL,
                true,
                false,
                new Complaint.SealedText(what, about, null, null));
    }

    /** Who complains types a name as people write it: with another dash, with none, or the function. */
    @Test
    void whomItIsAboutReadsItHoweverTheyAreWrittenNever() throws SQLException {
        Actor officer = actor(person(Role.DATA_PROTECTION_OFFICER, aside()));
        Actor focal = actor(person(Role.PROJECT_MANAGER, ngo));
        guards.settle(Ids.next(), ngo.code(), focal.username(), MORNING);
        String code = focal.code();
        for (String written : List.of(
                code.replace('-', ' '),
                code.replace("-", ""),
                code.replace('-', '\u2011'),
                code.replace("-", " - ").toLowerCase(Locale.ROOT),
                code.replace("-", "\u200b-"),
                "\uff30" + code.substring(1),
                code.replace('P', '\u0420'))) {
            for (RaiseComplaint one : List.of(
                    saying("Il vient la nuit", "Le chef " + written + "."), saying(written + " vient la nuit", null))) {
                another();
                done(complaints.raise(worker, one));
                assertThat(complaints.read(focal, one.id())).as(written).isEmpty();
                assertThat(complaints.read(officer, one.id())).as(written).isPresent();
            }
        }
        assertThat(inSql(focal)).isZero();
        try (TheOnly _ = new TheOnly(Role.PROJECT_MANAGER, focal.personId())) {
            for (String written : List.of(
                    "the project manager",
                    "La cheffe de projet",
                    "le chef  du projet",
                    "the PM",
                    "our manager",
                    "the manager of the project",
                    "Monsieur le responsable du projet",
                    "chef projet",
                    "the boss of the Akoma project")) {
                RaiseComplaint one = saying("Il vient la nuit", written);
                another();
                done(complaints.raise(worker, one));
                assertThat(complaints.read(focal, one.id())).as(written).isEmpty();
            }
        }
        try (TheOnly _ = new TheOnly(Role.DATA_PROTECTION_OFFICER, officer.personId())) {
            another();
            RaiseComplaint one = saying("Le délégué à la protection des données vient la nuit", null);
            done(complaints.raise(worker, one));
            assertThat(complaints.read(officer, one.id())).isEmpty();
            assertThat(complaints.read(focal, one.id())).isPresent();
        }
        Map<String, Object> ticked = Map.of(
                "structure",
                ngo.code(),
                "kind",
                "NEGLECT",
                "what",
                "Encore",
                "persons",
                List.of(worker.username(), focal.code()));
        assertThat(api(worker.username()).post("/api/v1/complaints", ticked).status())
                .isEqualTo(201);
        assertThat(complaints.all(focal)).extracting(Complaint::kind).doesNotContain(Complaint.Kind.NEGLECT);
        assertThat(complaints.all(officer)).extracting(Complaint::kind).contains(Complaint.Kind.NEGLECT);
        another();
        Visit visit = browser(worker.username());
        assertThat(visit.get("/complaint").body()).contains("<option value=\"" + focal.code() + "\"");
        visit.post("/complaint", "structure", ngo.code(), "kind", "MONEY", "what", "Encore", "person", focal.code());
        assertThat(complaints.all(focal)).extracting(Complaint::kind).doesNotContain(Complaint.Kind.MONEY);
        assertThat(complaints.all(officer)).extracting(Complaint::kind).contains(Complaint.Kind.MONEY);
    }

    /** The officer of whom it is finds in the journal of a colleague, by their code, no complaint that they do not read. */
    @Test
    void theJournalNamesNobodyWhoComplained() throws SQLException {
        Actor officer = actor(person(Role.DATA_PROTECTION_OFFICER, aside()));
        person(Role.DATA_PROTECTION_OFFICER, aside());
        Answer sent = api(worker.username())
                .post(
                        "/api/v1/complaints",
                        Map.of(
                                "structure",
                                ngo.code(),
                                "kind",
                                "MONEY",
                                "what",
                                "Il demande",
                                "person",
                                officer.code()));
        assertThat(sent.status()).isEqualTo(201);
        for (String asked : List.of("person", "about"))
            assertThat(api(officer.username())
                            .get("/api/v1/journal?" + asked + "=" + worker.username())
                            .body())
                    .doesNotContain("complaint");
        assertThat(SqlAs.number(
                        officer,
                        MORNING.plusSeconds(60),
                        "select count(*) from journal.entry where act = 'followup.complaint-raised' and actor = '"
                                + worker.personId() + "'"))
                .isZero();
    }

    /** About both who oversee: it is kept, and read by the next officer, who is rung. */
    @Test
    void whatIsAboutAllWhoOverseeWaitsForTheNext() throws SQLException {
        Actor officer = actor(person(Role.DATA_PROTECTION_OFFICER, aside()));
        Actor manager = actor(person(Role.PROJECT_MANAGER, ngo));
        UUID id;
        try (TheOnly _ = new TheOnly(Role.DATA_PROTECTION_OFFICER, officer.personId());
                TheOnly _ = new TheOnly(Role.PROJECT_MANAGER, manager.personId())) {
            Answer sent = api(worker.username())
                    .post(
                            "/api/v1/complaints",
                            Map.of(
                                    "structure",
                                    ngo.code(),
                                    "kind",
                                    "SEXUAL",
                                    "what",
                                    "Ils viennent la nuit",
                                    "about",
                                    officer.code() + ", " + manager.code()));
            assertThat(sent.status()).as(sent.toString()).isEqualTo(201);
            id = UUID.fromString(sent.json().path("id").asString());
            for (Actor one : List.of(officer, manager)) {
                assertThat(complaints.read(one, id)).isEmpty();
                assertThat(SqlAs.number(
                                one,
                                MORNING.plusSeconds(60),
                                "select count(*) from followup.complaint where id = '" + id + "'"))
                        .isZero();
                closesNothing(one, id);
            }
        }
        Actor next = actor(person(Role.DATA_PROTECTION_OFFICER, aside()));
        assertThat(complaints.read(next, id).orElseThrow().words().what()).contains("la nuit");
        assertThat(complaints.read(officer, id)).isEmpty();
    }

    /** Words name a manager in more ways than any list knows: of sexual abuse the focal point reads only where another account was chosen. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "PM 1",
                "P. M.",
                "chef de programme",
                "the head of the programme",
                "the coordinator who approves our money",
                ""
            })
    void aFocalPointReadsNoSexualAbuseThatWordsMayTellOfThem(String whom) {
        Actor officer = actor(person(Role.DATA_PROTECTION_OFFICER, aside()));
        Actor focal = actor(person(Role.PROJECT_MANAGER, ngo));
        guards.settle(Ids.next(), ngo.code(), focal.username(), MORNING);
        for (List<String> persons : List.of(List.<String>of(), List.of(worker.username()))) {
            Map<String, Object> said = new java.util.HashMap<>(Map.of(
                    "structure",
                    ngo.code(),
                    "kind",
                    "SEXUAL",
                    "what",
                    "Il a touché un enfant",
                    "about",
                    whom,
                    "persons",
                    persons));
            Answer sent = api(supervisor.username()).post("/api/v1/complaints", said);
            assertThat(sent.status()).as(sent.body()).isEqualTo(201);
            UUID id = UUID.fromString(sent.json().path("id").asString());
            assertThat(complaints.read(officer, id)).as(whom).isPresent();
            if (persons.isEmpty() || !whom.isEmpty()) {
                assertThat(api(focal.username()).get("/api/v1/complaints/" + id).status())
                        .as(whom)
                        .isEqualTo(404);
                assertThat(browser(focal.username()).get("/complaints/" + id).status())
                        .isEqualTo(404);
            }
        }
    }

    /** Who complains tells to whom they spoke: those read it all the same, unless it is said to be about them. */
    @Test
    void whomOneSpokeToDoesNotLoseIt() {
        Actor officer = actor(person(Role.DATA_PROTECTION_OFFICER, aside()));
        Actor manager = actor(person(Role.PROJECT_MANAGER, ngo));
        try (TheOnly _ = new TheOnly(Role.DATA_PROTECTION_OFFICER, officer.personId());
                TheOnly _ = new TheOnly(Role.PROJECT_MANAGER, manager.personId())) {
            TestDatabase.ownerDoes("update access.focal_point set valid_until = greatest(valid_from, '2015-11-01')");
            String told = "Il bat l’enfant. Je l’ai dit à " + officer.code() + " et à " + manager.code();
            Answer sent = raised(told, worker.code());
            assertThat(sent.json().path("read").asBoolean()).isTrue();
            UUID id = UUID.fromString(sent.json().path("id").asString());
            assertThat(complaints.read(officer, id)).isPresent();
            assertThat(complaints.read(worker, id)).isEmpty();
            sent = raised(told, worker.code() + ", " + officer.code());
            id = UUID.fromString(sent.json().path("id").asString());
            assertThat(complaints.read(officer, id)).isEmpty();
            assertThat(complaints.read(manager, id)).isPresent();
            try (TheOnly _ = new TheOnly(Role.CASE_SUPERVISOR, supervisor.personId())) {
                sent = raised(told, "un homme");
                assertThat(sent.json().path("read").asBoolean()).isFalse();
                assertThat(sent.json().path("notice").asString())
                        .isIn("followup.complaint-unread", "followup.complaint-asked");
                Visit visit = browser(worker.username());
                Answer page = visit.post("/complaint", "structure", ngo.code(), "kind", "MONEY", "what", told);
                assertThat(visit.get(page.location() + "&lang=en").body()).contains("nobody reads it now");
            }
        }
    }

    /** "At 5 pm" names nobody; what names all who would read it is read, and closed, by two supervisors of elsewhere whom it does not name. */
    @Test
    void whatNamesEverybodyIsReadElsewhere() throws SQLException {
        Actor officer = actor(person(Role.DATA_PROTECTION_OFFICER, aside()));
        Actor manager = actor(person(Role.PROJECT_MANAGER, ngo));
        for (int one = 0; one < 2; one++) person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO));
        try (TheOnly _ = new TheOnly(Role.DATA_PROTECTION_OFFICER, officer.personId());
                TheOnly _ = new TheOnly(Role.PROJECT_MANAGER, manager.personId())) {
            TestDatabase.ownerDoes("update access.focal_point set valid_until = greatest(valid_from, '2015-11-01')");
            Answer sent = raised("Il a touché un enfant", "the DPO saw it at 5 pm and laughed");
            UUID id = UUID.fromString(sent.json().path("id").asString());
            assertThat(complaints.read(manager, id)).isPresent();
            assertThat(complaints.read(officer, id)).isEmpty();
            sent = raised("Il a touché un enfant", "the DPO and the PM saw it and laughed");
            assertThat(sent.json().path("read").asBoolean()).isTrue();
            UUID all = UUID.fromString(sent.json().path("id").asString());
            for (Actor out : List.of(officer, manager, supervisor, worker))
                assertThat(complaints.read(out, all)).isEmpty();
            List<Actor> readers = supervisorsWhoRead(all);
            assertThat(readers).hasSize(2);
            assertThat(readers).extracting(Actor::organisationId).doesNotContain(ngo.id());
            Actor first = readers.getFirst();
            assertThat(complaints.waiting(first)).isPositive();
            assertThat(bells(first)).isPositive();
            assertThat(browser(first.username()).get("/complaints/" + all).body())
                    .contains("and laughed");
            assertThat(api(readers.getLast().username())
                            .get("/api/v1/complaints/" + all)
                            .status())
                    .isEqualTo(200);
            Complaint.Outcome end = Complaint.Outcome.SUBSTANTIATED;
            assertThat(done(complaints.close(first, all, Ids.next(), end, "Vu")).closedAt())
                    .isNull();
            assertThat(done(complaints.close(readers.getLast(), all, Ids.next(), end, "Vu"))
                            .closedAt())
                    .isNotNull();
        }
    }

    /** All of them by the function that the policy asks; that the policy holds is asked of them, and of ten whom it lets read nothing. */
    private List<Actor> supervisorsWhoRead(UUID complaint) throws SQLException {
        List<Actor> readers = new java.util.ArrayList<>();
        int others = 0;
        try (var connection = TestDatabase.connectAs(Compartment.MIGRATOR);
                var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "select distinct p.code from access.person p join access.person_role r on r.person_id = p.id"
                                + " where r.role = 'CASE_SUPERVISOR' and r.valid_until = 'infinity' order by 1")) {
            while ((readers.size() < 2 || others < 10) && row.next()) {
                Actor one = actor(row.getString(1));
                if (complaints.read(one, complaint).isPresent()) readers.add(one);
                else others++;
            }
        }
        assertThat(LoginSql.answer(
                        readers.getFirst(),
                        clock.instant(),
                        "select string_agg(x::text, ',' order by x) from followup.complaint_read_by('" + complaint
                                + "') x"))
                .isEqualTo(readers.stream()
                        .map(one -> one.personId().toString())
                        .sorted()
                        .collect(java.util.stream.Collectors.joining(",")));
        return readers;
    }

    private Answer raised(String what, String about) {
        Answer sent = api(worker.username())
                .post(
                        "/api/v1/complaints",
                        Map.of("structure", ngo.code(), "kind", "VIOLENCE", "what", what, "about", about));
        assertThat(sent.status()).as(sent.toString()).isEqualTo(201);
        return sent;
    }

    /** What names a child, or somebody who oversees the house, is closed by two like abuse; other things by one. */
    @Test
    void whatNamesAChildOrAnOverseerIsClosedByTwo() throws SQLException {
        Actor officer = actor(person(Role.DATA_PROTECTION_OFFICER, aside()));
        Actor manager = actor(person(Role.PROJECT_MANAGER, structure(Organisation.Kind.NGO)));
        Complaint.Kind kind = Complaint.Kind.MONEY;
        for (Complaint.SealedText words : List.of(
                new Complaint.SealedText("Il garde l’argent", "SW-99", "AK-100", null),
                new Complaint.SealedText("Il garde l’argent de AK-100", "SW-99", null, null),
                new Complaint.SealedText("Il garde l’argent", manager.code(), null, null))) {
            RaiseComplaint one = new RaiseComplaint(Ids.next(), ngo.code(), kind, true, false, words);
            done(complaints.raise(worker, one));
            Complaint left = done(complaints.close(officer, one.id(), Ids.next(), Complaint.Outcome.REFERRED, "Rien"));
            assertThat(left.closedAt()).as(words.toString()).isNull();
            assertThat(LoginSql.refusal(
                            officer,
                            MORNING.plusSeconds(60),
                            "update followup.complaint set closed_at = access.moment(), closed_by = access.actor(), outcome = 'REFERRED' where id = '"
                                    + one.id() + "'"))
                    .contains("followup.complaint-closed-elsewhere");
        }
        RaiseComplaint plain = against(kind, "SW-99");
        done(complaints.raise(worker, plain));
        assertThat(done(complaints.close(officer, plain.id(), Ids.next(), Complaint.Outcome.REFERRED, "Rien"))
                        .closedAt())
                .isNotNull();
    }

    /** What a frightened person ticks as "other", and that nothing was found, whatever it is about: by two, not by a statement of one either. */
    @Test
    void thatNothingWasFoundIsSaidByTwo() throws SQLException {
        Actor officer = actor(person(Role.DATA_PROTECTION_OFFICER, structure(Organisation.Kind.NGO)));
        for (Complaint.Kind kind : List.of(Complaint.Kind.OTHER, Complaint.Kind.MONEY, Complaint.Kind.CONFIDENTIALITY))
            for (Complaint.Outcome outcome : List.of(Complaint.Outcome.REFERRED, Complaint.Outcome.NOT_SUBSTANTIATED)) {
                if (kind != Complaint.Kind.OTHER && outcome == Complaint.Outcome.REFERRED) continue;
                RaiseComplaint one = new RaiseComplaint(
                        Ids.next(),
                        ngo.code(),
                        kind,
                        true,
                        false,
                        new Complaint.SealedText("Il demande des faveurs aux filles", "SW-99", null, null));
                done(complaints.raise(worker, one));
                assertThat(LoginSql.refusal(
                                officer,
                                MORNING.plusSeconds(60),
                                "update followup.complaint set closed_at = access.moment(), closed_by = access.actor(), outcome = '"
                                        + outcome + "' where id = '" + one.id() + "'"))
                        .as(kind + " " + outcome)
                        .contains("followup.complaint-closed-elsewhere");
                assertThat(done(complaints.close(officer, one.id(), Ids.next(), outcome, "Rien"))
                                .closedAt())
                        .as(kind + " " + outcome)
                        .isNull();
            }
    }

    /** Sexual abuse is read by a focal point of the same structure only where no officer works elsewhere. */
    @Test
    void aFocalPointBesideWhomItIsAboutReadsNothingOfSexualAbuse() throws SQLException {
        Actor officer = actor(person(Role.DATA_PROTECTION_OFFICER, structure(Organisation.Kind.NGO)));
        Actor beside = actor(person(Role.OBSERVER, ngo));
        guards.settle(Ids.next(), ngo.code(), beside.username(), MORNING);
        RaiseComplaint abuse = against("SW-99");
        done(complaints.raise(worker, abuse));
        assertThat(complaints.read(beside, abuse.id())).isEmpty();
        assertThat(inSql(beside)).isZero();
        assertThat(complaints.read(officer, abuse.id())).isPresent();
        RaiseComplaint blow = against(Complaint.Kind.VIOLENCE, "SW-99");
        done(complaints.raise(worker, blow));
        assertThat(complaints.read(beside, blow.id())).isPresent();
        Actor here = actor(person(Role.DATA_PROTECTION_OFFICER, ngo));
        try (TheOnly _ = new TheOnly(Role.DATA_PROTECTION_OFFICER, here.personId())) {
            assertThat(complaints.read(beside, abuse.id())).isPresent();
        }
    }

    /** Nobody closes alone what is of violence, neglect or sexual abuse, nor with a colleague of whom it is about: an officer elsewhere closes it so, or not. */
    @ParameterizedTest
    @EnumSource(
            value = Complaint.Kind.class,
            names = {"SEXUAL", "VIOLENCE", "NEGLECT"})
    void whatIsOfAbuseIsClosedWithAnother(Complaint.Kind kind) throws SQLException {
        Actor officer = actor(person(Role.DATA_PROTECTION_OFFICER, aside()));
        Actor beside = actor(person(Role.DATA_PROTECTION_OFFICER, ngo));
        Actor focal = actor(person(Role.DATA_PROTECTION_OFFICER, aside()));
        RaiseComplaint command = against(kind, "SW-99");
        done(complaints.raise(worker, command));
        Answer closing = browser(officer.username())
                .post(
                        "/complaints/" + command.id() + "/closing",
                        "id",
                        Ids.next().toString(),
                        "outcome",
                        "NOT_SUBSTANTIATED",
                        "end",
                        "Rien");
        assertThat(closing.location()).contains("complaint-end-proposed");
        assertThat(complaints.read(officer, command.id()).orElseThrow().closedAt())
                .isNull();
        String close =
                "update followup.complaint set closed_at = access.moment(), closed_by = access.actor(), outcome = 'NOT_SUBSTANTIATED' where id = '"
                        + command.id() + "'";
        assertThat(LoginSql.refusal(officer, MORNING.plusSeconds(60), close))
                .contains("followup.complaint-closed-elsewhere");
        assertThat(LoginSql.refusal(
                        officer,
                        MORNING.plusSeconds(60),
                        "update followup.complaint set end_proposed_by = '" + focal.personId() + "' where id = '"
                                + command.id() + "'"))
                .contains("followup.complaint-proposed-by-oneself");
        assertThat(LoginSql.refusal(focal, MORNING.plusSeconds(60), close.replace("NOT_SUBSTANTIATED", "REFERRED")))
                .as("what nobody else proposed")
                .contains("followup.complaint-closed-elsewhere");
        assertThat(SqlAs.change(beside, MORNING.plusSeconds(60), close))
                .as("a colleague of whom it is about")
                .isZero();
        assertThat(complaints.waiting(focal)).isPositive();
        assertThat(browser(focal.username()).get("/complaints/" + command.id()).body())
                .contains("/closing", "Clôture proposée")
                .doesNotContain("??");
        Complaint closed =
                done(complaints.close(focal, command.id(), Ids.next(), Complaint.Outcome.NOT_SUBSTANTIATED, "Rien"));
        assertThat(closed.closedAt()).isNotNull();
        assertThat(bells(worker)).as("who raised it hears that it is closed").isOne();
        assertThat(browser(worker.username()).get("/complaint").body()).contains("Ce que vous avez signalé");
    }

    /** Who is to confirm may find otherwise: that end is proposed instead, and waits for the first. */
    @Test
    void whoIsToConfirmMayFindOtherwise() {
        Actor officer = actor(person(Role.DATA_PROTECTION_OFFICER, structure(Organisation.Kind.NGO)));
        Actor manager = actor(person(Role.PROJECT_MANAGER, ngo));
        guards.settle(Ids.next(), ngo.code(), manager.username(), MORNING);
        RaiseComplaint command = against(Complaint.Kind.VIOLENCE, "SW-99");
        done(complaints.raise(worker, command));
        done(complaints.close(officer, command.id(), Ids.next(), Complaint.Outcome.NOT_SUBSTANTIATED, "Rien"));
        Complaint otherwise =
                done(complaints.close(manager, command.id(), Ids.next(), Complaint.Outcome.REFERRED, "Vu par trois"));
        assertThat(otherwise.closedAt()).isNull();
        assertThat(done(complaints.close(officer, command.id(), Ids.next(), Complaint.Outcome.REFERRED, "D’accord"))
                        .closedAt())
                .isNotNull();
    }

    private static long bells(Actor who) throws SQLException {
        return SqlAs.number(
                who,
                MORNING.plusSeconds(60),
                "select count(*) from notices.bell where person_id = '" + who.personId() + "'");
    }

    /** About the only officer: the manager does not close it alone, and somebody of another structure is asked, who may. */
    @Test
    void whatIsAboutTheOnlyOfficerIsClosedByTwo() throws SQLException {
        Actor officer = actor(person(Role.DATA_PROTECTION_OFFICER, aside()));
        Actor manager = actor(person(Role.PROJECT_MANAGER, ngo));
        person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO));
        try (TheOnly _ = new TheOnly(Role.DATA_PROTECTION_OFFICER, officer.personId());
                TheOnly _ = new TheOnly(Role.PROJECT_MANAGER, manager.personId())) {
            TestDatabase.ownerDoes("update access.focal_point set valid_until = greatest(valid_from, '2015-11-01')");
            RaiseComplaint command = against(officer.code());
            done(complaints.raise(worker, command));
            Complaint proposed = done(
                    complaints.close(manager, command.id(), Ids.next(), Complaint.Outcome.NOT_SUBSTANTIATED, "Rien"));
            assertThat(proposed.closedAt()).isNull();
            Set<UUID> asked = new java.util.HashSet<>(complaints.readers(manager, command.id()));
            asked.remove(manager.personId());
            assertThat(asked).hasSize(1);
            Actor last = actor(code(asked.iterator().next()));
            assertThat(last.organisationId()).isNotEqualTo(ngo.id());
            assertThat(complaints.waiting(last))
                    .as("others of this class may wait too")
                    .isPositive();
            assertThat(bells(last)).isPositive();
            assertThat(done(complaints.close(
                                    last, command.id(), Ids.next(), Complaint.Outcome.NOT_SUBSTANTIATED, "Rien"))
                            .closedAt())
                    .isNotNull();
        }
    }

    private static String code(UUID person) throws SQLException {
        try (var connection = TestDatabase.connectAs(Compartment.MIGRATOR);
                var statement = connection.createStatement();
                var row = statement.executeQuery("select code from access.person where id = '" + person + "'")) {
            row.next();
            return row.getString(1).toLowerCase(java.util.Locale.ROOT);
        }
    }
}
