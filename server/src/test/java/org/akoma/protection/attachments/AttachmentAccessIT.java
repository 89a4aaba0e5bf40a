package org.akoma.protection.attachments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.SqlAs;
import org.akoma.Visit;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Grant;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.attachments.Attachment.FaceReason;
import org.akoma.protection.attachments.Attachment.Kind;
import org.akoma.protection.attachments.Attachment.Withdrawal.Reason;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.consent.Consent;
import org.akoma.protection.consent.SomeConsent;
import org.junit.jupiter.api.Test;

/** Who finds an attachment and who does not, by facade, API, page and straight SQL; faces; and what is left of one that was withdrawn. */
class AttachmentAccessIT extends AttachmentHouse {

    private static final List<String> TABLES = List.of("attachment", "piece", "sending", "sent_part");

    // ---------- the forbidden doors first

    /** Who opens the file in an emergency reads that there is one; its content leaves by no door ({@code trust.md G1}). */
    @Test
    void noContentLeavesByAnEmergency() {
        Attachment one = added(Kind.CERTIFICATE, Section.HEALTH);
        Attachment seen = portrait();
        String stranger = person(Role.CASE_WORKER, elsewhere);
        Caller outside = api(stranger);
        assertThat(outside.post(
                                "/api/v1/cases/" + file.code() + "/break-glass",
                                Map.of("reason", "L’enfant appelle à l’aide, sa travailleuse est absente."))
                        .status())
                .isEqualTo(201);
        assertThat(outside.get(api()).body()).contains(one.id().toString());
        for (Answer answer : List.of(
                outside.get(api() + "/" + one.id() + "/content"),
                outside.get(api() + "/" + one.id() + "/thumbnail"),
                outside.post(api() + "/" + one.id() + "/reveal", Map.of()),
                outside.post(api() + "/" + seen.id() + "/reveal", Map.of()))) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(403);
            assertThat(answer.body()).contains("cases.emergency-passes-nothing-on");
        }
        Visit page = browser(stranger);
        String at = "/cases/" + file.code() + "/attachments/" + one.id();
        for (String door : List.of("/content", "/content?download=1"))
            assertThat(page.get(at + door).status()).as(door).isEqualTo(403);
        assertThat(page.get(at + "?lang=fr").body())
                .contains("aucune pièce ne sort du dossier")
                .doesNotContain(at + "/content", "??");
        assertThat(page.get("/cases/" + file.code() + "/attachments/" + seen.id() + "?lang=en")
                        .body())
                .contains("no attachment leaves the file")
                .doesNotContain("/reveal\"");
        assertThat(api(worker.username())
                        .get(api() + "/" + one.id() + "/content")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void othersFindNothingAnywhere() {
        Attachment one = added(Kind.CERTIFICATE, Section.HEALTH);
        UUID under = Ids.next();
        byte[] content = Samples.jpeg(30, 30);
        api(worker.username()).post(api(), announced(under, Kind.DOCUMENT, Section.NOTES, content));
        part(api(worker.username()), under, 0, Arrays.copyOf(content, 100));
        Organisation police = structure(Organisation.Kind.LAW_ENFORCEMENT);
        Actor evaluator = actor(person(Role.EVALUATOR, elsewhere));
        share(evaluator, Set.of(Section.STATUS, Section.FOLLOW_UP, Section.NOTES), Grant.Reason.SAMPLE, false);
        for (String stranger : List.of(
                other.username(),
                evaluator.username(),
                person(Role.CASE_WORKER, elsewhere),
                person(Role.CASE_SUPERVISOR, elsewhere),
                person(Role.PROVIDER, elsewhere),
                person(Role.MINISTRY_OFFICER, elsewhere),
                person(Role.SHELTER_MANAGER, ngo, Ids.next(), null),
                person(Role.PROJECT_MANAGER, ngo),
                person(Role.FINANCE_OFFICER, ngo),
                person(Role.OBSERVER, ngo),
                person(Role.LE_OFFICER, police),
                person(Role.LE_COORDINATOR, police),
                person(Role.TRAINING_COORDINATOR, police),
                person(Role.DATA_PROTECTION_OFFICER, ngo),
                person(Role.SYSTEM_ADMINISTRATOR, ngo))) {
            Actor actor = actor(stranger);
            boolean care = actor.compartment() == Compartment.PROTECTION;
            for (String table : TABLES)
                assertThat(rows(actor, table)).as(stranger + " " + table).isEqualTo(care ? 0 : -1);
            Caller program = api(stranger);
            for (String address : List.of(
                    "",
                    "/" + one.id(),
                    "/" + one.id() + "/content",
                    "/" + one.id() + "/thumbnail",
                    "/" + under + "/upload"))
                assertThat(program.get(api() + address).status())
                        .as(stranger + address)
                        .isEqualTo(404);
            assertThat(program.post(api(), announced(Ids.next(), Kind.DOCUMENT, Section.HEALTH, content))
                            .status())
                    .as(stranger)
                    .isEqualTo(404);
            assertThat(part(program, under, 100, content).status()).as(stranger).isEqualTo(404);
            assertThat(program.delete(api() + "/" + under + "/upload").status()).isEqualTo(404);
            assertThat(program.post(api() + "/" + one.id() + "/reveal", Map.of())
                            .status())
                    .isEqualTo(404);
            assertThat(program.post(api() + "/" + one.id() + "/withdrawal", Map.of("reason", "NOT_NEEDED"))
                            .status())
                    .isEqualTo(404);
        }
        for (String stranger : List.of(other.username(), person(Role.PROJECT_MANAGER, ngo), evaluator.username())) {
            Visit visit = browser(stranger);
            String page = "/cases/" + file.code() + "/attachments";
            for (String address : List.of("", "/new", "/" + one.id(), "/" + one.id() + "/content"))
                assertThat(visit.get(page + address).status())
                        .as(stranger + address)
                        .isEqualTo(404);
            assertThat(visit.get("/cases/" + file.code()).body()).doesNotContain(page);
        }
    }

    /** The supervisor reads the file, but what somebody else is sending is that person's alone. */
    @Test
    void whatIsOnItsWayIsTheSendersAlone() {
        UUID id = Ids.next();
        byte[] content = Samples.jpeg(30, 30);
        api(worker.username()).post(api(), announced(id, Kind.DOCUMENT, Section.NOTES, content));
        part(api(worker.username()), id, 0, Arrays.copyOf(content, 100));
        Caller lead = api(supervisor.username());
        assertThat(lead.get(api() + "/" + id + "/upload").status()).isEqualTo(404);
        assertThat(part(lead, id, 100, new byte[5]).status()).isEqualTo(404);
        assertThat(rows(supervisor, "sending")).isZero();
        assertThat(rows(supervisor, "sent_part")).isZero();
        assertThat(rows(worker, "sent_part")).isEqualTo(1);
    }

    @Test
    void aGrantOpensTheSectionsItNamesAndNoOther() {
        Attachment health = added(Kind.CERTIFICATE, Section.HEALTH);
        Attachment notes = added(Kind.DRAWING, Section.NOTES);
        Actor nurse = actor(person(Role.PROVIDER, elsewhere));
        share(nurse, Set.of(Section.STATUS, Section.HEALTH), Grant.Reason.REFERRAL, false);
        Caller program = api(nurse.username());
        assertThat(program.get(api()).body())
                .contains(health.id().toString())
                .doesNotContain(notes.id().toString());
        assertThat(program.get(api() + "/" + health.id() + "/content").status()).isEqualTo(403);
        assertThat(program.get(api() + "/" + notes.id() + "/content").status()).isEqualTo(404);
        assertThat(rows(nurse, "attachment")).isEqualTo(1);
        assertThat(program.post(api(), announced(Ids.next(), Kind.DOCUMENT, Section.HEALTH, Samples.jpeg(9, 9)))
                        .status())
                .isEqualTo(403);
        assertThat(program.post(api() + "/" + health.id() + "/withdrawal", Map.of("reason", "NOT_NEEDED"))
                        .status())
                .isEqualTo(403);
    }

    /** Health has two parts: who holds the section sees that a document is there; what it says is for who added it and their clinic. */
    @Test
    void aMedicalDocumentIsReadByWhoAddedItAlone() {
        Attachment one = added(Kind.CERTIFICATE, Section.HEALTH);
        Actor nurse = actor(person(Role.PROVIDER, elsewhere));
        share(nurse, Set.of(Section.STATUS, Section.HEALTH), Grant.Reason.REFERRAL, false);
        for (Actor reader : List.of(supervisor, nurse)) {
            Caller program = api(reader.username());
            assertThat(program.get(api() + "/" + one.id()).body())
                    .contains("\"closed\":true")
                    .doesNotContain(TITLE);
            for (String what : List.of("/content", "/thumbnail")) {
                Answer no = program.get(api() + "/" + one.id() + what);
                assertThat(no.status()).isEqualTo(403);
                assertThat(no.body()).contains("attachments.clinical");
            }
            assertThat(program.post(api() + "/" + one.id() + "/reveal", Map.of())
                            .status())
                    .isEqualTo(403);
            assertThat(rows(reader, "piece")).as("straight SQL").isZero();
            assertThat(rows(reader, "attachment")).isEqualTo(1);
            String page = "/cases/" + file.code() + "/attachments";
            assertThat(browser(reader.username()).get(page).body()).doesNotContain(TITLE, "data:image");
            assertThat(browser(reader.username()).get(page + "/" + one.id()).body())
                    .contains("Pièce médicale")
                    .doesNotContain(TITLE, one.id() + "/content", one.id() + "/reveal");
        }
        assertThat(rows(worker, "piece")).isPositive();
        assertThat(api(worker.username()).get(api() + "/" + one.id()).body()).contains("\"closed\":false", TITLE);
    }

    /** The letter about the next home lies in the section of the home; a receiver opens no papers of others for other purposes either. */
    @Test
    void aStayOpensNoIdentityPapers() {
        added(Kind.IDENTITY_DOCUMENT, Section.IDENTITY);
        Attachment letter = added(Kind.DOCUMENT, Section.PLACEMENT);
        UUID shelter = Ids.next();
        Actor manager = actor(person(Role.SHELTER_MANAGER, ngo, shelter, null));
        stay(shelter, Set.of(Section.STATUS, Section.IDENTITY, Section.PLACEMENT));
        assertThat(api(manager.username()).get(api()).json().path("items")).isEmpty();
        assertThat(api(manager.username())
                        .get(api() + "/" + letter.id() + "/content")
                        .status())
                .isEqualTo(404);
        for (String table : List.of("attachment", "piece"))
            assertThat(rows(manager, table)).as(table).isZero();
        Actor receiver = actor(person(Role.CASE_WORKER, elsewhere));
        share(receiver, Set.of(Section.STATUS, Section.PLACEMENT), Grant.Reason.REFERRAL, false);
        assertThat(rows(receiver, "attachment")).isZero();
        assertThat(api(receiver.username())
                        .get(api() + "/" + letter.id() + "/content")
                        .status())
                .isEqualTo(404);
    }

    /** Who may read and not write does not write by straight SQL either, nor as somebody else, nor bring back what is gone. */
    @Test
    void straightSqlChangesNothingThatTheHouseWouldNot() {
        Attachment one = added(Kind.CERTIFICATE, Section.HEALTH);
        Attachment gone = added(Kind.CERTIFICATE, Section.HEALTH);
        done(attachments.withdraw(worker, file.code(), new WithdrawAttachment(gone.id(), Reason.NOT_NEEDED, null)));
        Actor nurse = actor(person(Role.PROVIDER, elsewhere));
        share(nurse, Set.of(Section.STATUS, Section.HEALTH), Grant.Reason.REFERRAL, false);
        String set = "update attachments.attachment set withdrawn_reason = 'NOT_NEEDED' where id = '";
        assertThat(tries(nurse, set + one.id() + "'")).isZero();
        assertThat(tries(worker, set + gone.id() + "'")).isEqualTo(-1);
        assertThat(tries(worker, "delete from attachments.attachment where id = '" + one.id() + "'"))
                .isEqualTo(-1);
        assertThat(tries(worker, "delete from attachments.piece where attachment_id = '" + one.id() + "'"))
                .isEqualTo(-1);
        assertThat(tries(worker, "update attachments.piece set place = place")).isEqualTo(-1);
        assertThat(tries(worker, "update attachments.attachment set section = 128 where id = '" + one.id() + "'"))
                .isEqualTo(-1);
        assertThat(tries(worker, "update attachments.attachment set barred = false"))
                .isEqualTo(-1);
        assertThat(tries(nurse, "select attachments.bar_faces('" + file.id() + "')"))
                .isEqualTo(-1);
        assertThat(tries(worker, insertBy(supervisor))).isEqualTo(-1);
        assertThat(tries(worker, insertBy(worker))).isEqualTo(1);
        assertThat(tries(other, insertBy(other))).isEqualTo(-1);
    }

    private String insertBy(Actor by) {
        return "insert into attachments.attachment (id, file_id, section, kind, media, bytes, sealed, no_face, added_by, added_at) values ('"
                + Ids.next() + "', '" + file.id() + "', 128, 'DRAWING', 'PNG', 9, '\\x00', true, '" + by.personId()
                + "', now())";
    }

    // ---------- what is kept

    @Test
    void whatIsAddedIsReadAgainAndJournalled() {
        Attachment one = added(Kind.CERTIFICATE, Section.NOTES);
        Attachments.Opened opened = done(attachments.open(supervisor, file.code(), one.id()));
        assertThat(Media.of(opened.content())).contains(Media.JPEG);
        assertThat(opened.content()).hasSize(one.bytes());
        assertThat(Samples.tells(opened.content(), Samples.TELLING)).isFalse();
        assertThat(opened.attachment().words().title()).isEqualTo(TITLE);
        done(attachments.thumbnail(supervisor, file.code(), one.id()));
        assertThat(attachments.list(worker, file.code(), null, null, 10))
                .hasValueSatisfying(all -> assertThat(all).hasSize(1));
        assertThat(acts())
                .containsSubsequence(
                        "attachments.list-read", "attachments.thumbnail-read", "attachments.read", "attachments.added");
    }

    @Test
    void theSameIdAgainKeepsNothingTwice() {
        AddAttachment command = of(Kind.DRAWING, Section.NOTES);
        Attachment first = done(attachments.add(worker, file.code(), command, Samples.png(30, 30)));
        Attachment again = done(attachments.add(worker, file.code(), command, Samples.png(30, 30)));
        assertThat(again.id()).isEqualTo(first.id());
        assertThat(attachments.list(worker, file.code(), null, null, 10).orElseThrow())
                .hasSize(1);
        file = open(worker);
        assertThat(refused(attachments.add(worker, file.code(), command, Samples.png(30, 30))))
                .isEqualTo("cases.id-taken");
    }

    @Test
    void aRefusedContentLeavesATraceAndNothingElse() {
        assertThat(refused(attachments.add(
                        worker,
                        file.code(),
                        of(Kind.DRAWING, Section.NOTES),
                        "<svg><script>alert(1)</script></svg>".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("attachments.not-allowed");
        assertThat(acts()).contains("attachments.refused");
        assertThat(rows(worker, "attachment")).isZero();
    }

    /** A piece moved, swapped or left out no longer opens. */
    @Test
    void piecesCanBeNeitherSwappedNorCut() throws Exception {
        byte[] noise = new byte[600_000];
        new java.util.Random(1).nextBytes(noise);
        Attachment one = done(attachments.add(worker, file.code(), of(Kind.VOICE, Section.NOTES), wavOf(noise)));
        assertThat(done(attachments.open(worker, file.code(), one.id())).content())
                .contains(Arrays.copyOf(noise, 50));
        String of = " where p.attachment_id = '" + one.id() + "' and p.what = 'CONTENT'";
        owner(
                2,
                "update attachments.piece p set sealed = q.sealed from attachments.piece q" + of
                        + " and q.attachment_id = p.attachment_id and q.what = p.what and p.place + q.place = 1");
        assertThatThrownBy(() -> attachments.open(worker, file.code(), one.id()))
                .hasMessageContaining("does not fit");
        owner(1, "delete from attachments.piece p" + of + " and p.place = 2");
        assertThatThrownBy(() -> attachments.open(worker, file.code(), one.id()))
                .hasMessageContaining("missing");
        owner(2, "update attachments.piece p set places = 2" + of);
        assertThatThrownBy(() -> attachments.open(worker, file.code(), one.id()))
                .hasMessageContaining("does not fit");
    }

    private static byte[] wavOf(byte[] sound) {
        byte[] head = Arrays.copyOf(Samples.wav(), 36);
        byte[] length = new byte[] {
            (byte) sound.length, (byte) (sound.length >> 8), (byte) (sound.length >> 16), (byte) (sound.length >> 24)
        };
        return Samples.join(head, "data".getBytes(StandardCharsets.US_ASCII), length, sound);
    }

    private static void owner(int rows, String sql) throws Exception {
        try (Connection owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                var change = owner.createStatement()) {
            assertThat(change.executeUpdate(sql)).as(sql).isEqualTo(rows);
        }
    }

    @Test
    void nothingOfItLiesOpenOnTheDisk() throws Exception {
        byte[] sent = Samples.telephone(320, 200, 1);
        Attachment one = done(attachments.add(worker, file.code(), of(Kind.DRAWING, Section.NOTES), sent));
        byte[] kept = done(attachments.open(worker, file.code(), one.id())).content();
        UUID under = Ids.next();
        byte[] paper = Samples.scan();
        api(worker.username()).post(api(), announced(under, Kind.DOCUMENT, Section.NOTES, paper));
        part(api(worker.username()), under, 0, Arrays.copyOf(paper, paper.length - 1));
        List<byte[]> secrets = List.of(
                TITLE.getBytes(StandardCharsets.UTF_8),
                Samples.TELLING.getBytes(StandardCharsets.UTF_8),
                slice(sent),
                slice(kept),
                slice(paper));
        try (Stream<Path> files = Files.walk(DATA)) {
            for (Path path : files.filter(Files::isRegularFile)
                    .filter(path -> !path.toString().contains("/keys/")
                            && !path.toString().contains("/pgsql-"))
                    .toList()) {
                byte[] content = read(path);
                for (byte[] secret : secrets)
                    assertThat(holds(content, secret)).as(path.toString()).isFalse();
            }
        }
        try (Connection owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                var ask = owner.createStatement();
                ResultSet rows = ask.executeQuery(
                        "select string_agg(a::text, ' ') from attachments.attachment a where file_id = '" + file.id()
                                + "'")) {
            rows.next();
            assertThat(rows.getString(1)).contains("DRAWING").doesNotContain(TITLE);
        }
    }

    private static byte[] slice(byte[] content) {
        return Arrays.copyOfRange(content, content.length / 2, content.length / 2 + 24);
    }

    private static byte[] read(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException movedOn) {
            return new byte[0];
        }
    }

    private static boolean holds(byte[] content, byte[] wanted) {
        for (int at = 0; at <= content.length - wanted.length; at++)
            if (content[at] == wanted[0] && Arrays.equals(content, at, at + wanted.length, wanted, 0, wanted.length))
                return true;
        return false;
    }

    // ---------- faces

    @Test
    void aFaceIsRefusedUnlessThereIsAReasonAndAConsent() {
        byte[] picture = Samples.telephone(64, 48, 1);
        for (Kind kind : List.of(Kind.PHOTOGRAPH_OF_PERSON, Kind.DOCUMENT)) {
            assertThat(refused(attachments.add(worker, file.code(), face(kind, Section.NOTES, null, null), picture)))
                    .isEqualTo("attachments.face-refused");
            AddAttachment reasoned = face(kind, Section.NOTES, FaceReason.INJURIES, "Demandé par le médecin");
            assertThat(refused(attachments.add(worker, file.code(), reasoned, picture)))
                    .isEqualTo("attachments.no-photo-consent");
        }
        assertThat(refused(attachments.add(
                        worker,
                        file.code(),
                        face(Kind.PHOTOGRAPH_OF_PERSON, Section.NOTES, FaceReason.ON_DOCUMENT, "Carte"),
                        picture)))
                .isEqualTo("attachments.face-no-document");
        consent(Consent.Status.GIVEN);
        assertThat(refused(attachments.add(
                        worker, file.code(), face(Kind.DOCUMENT, Section.NOTES, FaceReason.INJURIES, null), picture)))
                .isEqualTo("attachments.face-words");
        assertThat(portrait().hasFace()).isTrue();
    }

    /** Press and the photograph in the file are two questions: neither answers the other, for the page and for a statement. */
    @Test
    void aNoToPressForbidsNoPhotographAndAYesToItAllowsNone() {
        AddAttachment portrait =
                face(Kind.PHOTOGRAPH_OF_PERSON, Section.IDENTITY, FaceReason.FAMILY_TRACING, "Le juge l’a demandée");
        byte[] picture = Samples.telephone(64, 48, 1);
        guarded(file.code());
        press(Consent.Status.GIVEN, Consent.GivenBy.CHILD_INFORMED_ASSENT_AND_GUARDIAN);
        assertThat(refused(attachments.add(worker, file.code(), portrait, picture)))
                .isEqualTo("attachments.no-photo-consent");
        assertThatThrownBy(() -> SqlAs.change(worker, clock.instant(), """
                insert into attachments.attachment (id, file_id, section, kind, media, bytes, sealed, face_reason, added_by, added_at)
                select gen_random_uuid(), f.id, 1, 'PHOTOGRAPH_OF_PERSON', 'JPEG', 9, '\\x01', 'FAMILY_TRACING', access.actor(), access.moment()
                  from cases.case_file f where f.code = '%s'""".formatted(file.code())))
                .hasMessageContaining("attachments.no-photo-consent");
        clock.moveTo(clock.instant().plusSeconds(60));
        press(Consent.Status.WITHDRAWN, Consent.GivenBy.CHILD);
        assertThat(portrait().hasFace()).isTrue();
    }

    /** A picture of the child passes for no paper unless who adds it said that it shows nobody, which stays with their name. */
    @Test
    void aPictureIsNoPaperUntilSomebodySaidThatItShowsNobody() {
        byte[] picture = Samples.telephone(64, 48, 1);
        Map<String, Object> unsaid = announced(Ids.next(), Kind.DOCUMENT, Section.NOTES, picture);
        unsaid.remove("face");
        assertThat(api(worker.username()).post(api(), unsaid).body()).contains("attachments.face-unsaid");
        Visit visit = browser(worker.username());
        String page = "/cases/" + file.code() + "/attachments";
        visit.get(page + "/new");
        Answer form = visit.postFile(page, "x.jpg", picture, "kind", "DOCUMENT", "section", "NOTES");
        assertThat(form.status()).isEqualTo(422);
        assertThat(form.body()).contains("href=\"#face\"");
        assertThatThrownBy(() -> SqlAs.change(worker, clock.instant(), """
                insert into attachments.attachment (id, file_id, section, kind, media, bytes, sealed, added_by, added_at)
                select gen_random_uuid(), f.id, 1, 'DOCUMENT', 'JPEG', 9, '\\x01', access.actor(), access.moment()
                  from cases.case_file f where f.code = '%s'""".formatted(file.code())))
                .hasMessageContaining("attachment_face_said");
        assertThat(added(Kind.DOCUMENT, Section.NOTES).hasFace()).isFalse();
    }

    private void press(Consent.Status status, Consent.GivenBy by) {
        Consent heard = done(consents.record(
                worker, file.code(), SomeConsent.answered(Consent.Purpose.MEDIA, status, by, clock.instant())));
        if (status != Consent.Status.GIVEN) return;
        UUID asked = transactions.as(
                supervisor,
                () -> decisions.waiting("NEW_YES", heard.id()).orElseThrow().id());
        assertThat(api(supervisor.username())
                        .post("/api/v1/decisions/" + asked + "/verdict", Map.of("agreed", true))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aFaceOnAnOfficialPaperNeedsAReasonOnly() {
        Attachment card = done(attachments.add(
                worker,
                file.code(),
                face(Kind.IDENTITY_DOCUMENT, Section.IDENTITY, FaceReason.ON_DOCUMENT, "Carte d’identité"),
                Samples.jpeg(60, 40)));
        assertThat(card.isShownInLists()).isFalse();
    }

    @Test
    void aFaceShowsOnlyWhenAskedForAndThatIsJournalled() {
        Attachment one = portrait();
        assertThat(refused(attachments.open(worker, file.code(), one.id()))).isEqualTo("attachments.face-hidden");
        assertThat(refused(attachments.thumbnail(worker, file.code(), one.id())))
                .isEqualTo("attachments.face-hidden");
        assertThat(attachments.gallery(worker, file.code(), null, null, 10).orElseThrow())
                .singleElement()
                .satisfies(it -> assertThat(it.thumbnail()).isNull());
        assertThat(acts()).doesNotContain("attachments.face-revealed");
        assertThat(done(attachments.reveal(worker, file.code(), one.id())).content())
                .isNotEmpty();
        assertThat(acts().getFirst()).isEqualTo("attachments.face-revealed");
        Caller program = api(worker.username());
        assertThat(program.get(api() + "/" + one.id() + "/content").code()).isEqualTo("attachments.face-hidden");
        assertThat(program.post(api() + "/" + one.id() + "/reveal", Map.of()).status())
                .isEqualTo(200);
    }

    @Test
    void aConsentTakenBackHidesEveryFaceItAllowed() throws SQLException {
        Attachment one = portrait();
        Attachment card = done(attachments.add(
                worker,
                file.code(),
                face(Kind.IDENTITY_DOCUMENT, Section.IDENTITY, FaceReason.ON_DOCUMENT, "Carte"),
                Samples.jpeg(60, 40)));
        consent(Consent.Status.WITHDRAWN);
        assertThat(refused(attachments.reveal(worker, file.code(), one.id()))).isEqualTo("attachments.barred");
        assertThat(attachments.find(worker, file.code(), one.id()).orElseThrow().barred())
                .isTrue();
        assertThat(done(attachments.reveal(worker, file.code(), card.id())).content())
                .isNotEmpty();
        assertThat(rows(worker, "piece")).as("of the card alone").isEqualTo(2);
        assertThat(acts()).contains("attachments.faces-barred");
        String faces = "attachments.bar_faces('" + file.id() + "'";
        assertThat(LoginSql.refusal(worker, clock.instant(), "select " + faces + ", false)"))
                .contains("does not exist");
        assertThat(LoginSql.answer(worker, clock.instant(), "select bars and changed = 0 from " + faces + ")"))
                .as("by straight SQL too the answers on the file decide")
                .isEqualTo("t");
        consent(supervisor, Consent.Status.GIVEN);
        assertThat(refused(attachments.reveal(worker, file.code(), one.id())))
                .as("the new yes waits for a second person")
                .isEqualTo("attachments.barred");
        Actor second = actor(person(Role.CASE_SUPERVISOR, ngo));
        String asked = api(second.username())
                .get("/api/v1/decisions")
                .json()
                .path("waiting")
                .valueStream()
                .filter(it -> it.path("kind").asString().equals("NEW_YES"))
                .map(it -> it.path("id").asString())
                .findFirst()
                .orElseThrow();
        assertThat(api(second.username())
                        .post("/api/v1/decisions/" + asked + "/verdict", Map.of("agreed", true))
                        .status())
                .isEqualTo(200);
        assertThat(done(attachments.reveal(worker, file.code(), one.id())).content())
                .isNotEmpty();
    }

    // ---------- the end

    @Test
    void whatIsWithdrawnIsGoneAndItsPlaceStays() throws Exception {
        Attachment one = added(Kind.CERTIFICATE, Section.HEALTH);
        share(other, Set.of(Section.STATUS, Section.HEALTH), Grant.Reason.SHARED, true);
        WithdrawAttachment command = new WithdrawAttachment(one.id(), Reason.OTHER_CHILD, "Celui de sa sœur");
        assertThat(attachments.withdraw(other, file.code(), command)).isInstanceOf(Outcome.Forbidden.class);
        Attachment gone = done(attachments.withdraw(worker, file.code(), command));
        assertThat(gone.words()).isNull();
        assertThat(gone.withdrawal().words()).isEqualTo("Celui de sa sœur");
        assertThat(gone.withdrawal().by()).isEqualTo(worker.personId());
        assertThat(attachments.open(worker, file.code(), one.id())).isInstanceOf(Outcome.NotFound.class);
        assertThat(done(attachments.withdraw(worker, file.code(), command))
                        .withdrawal()
                        .at())
                .isEqualTo(gone.withdrawal().at());
        assertThat(acts()).containsOnlyOnce("attachments.withdrawn");
        try (Connection owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                var ask = owner.createStatement();
                ResultSet left = ask.executeQuery(
                        "select count(*) from attachments.piece where attachment_id = '" + one.id() + "'")) {
            left.next();
            assertThat(left.getLong(1)).isZero();
        }
        Attachment second = added(Kind.CERTIFICATE, Section.HEALTH);
        assertThat(done(attachments.withdraw(
                                supervisor, file.code(), new WithdrawAttachment(second.id(), Reason.NOT_NEEDED, null)))
                        .isWithdrawn())
                .as("another's by two people")
                .isFalse();
    }
}
