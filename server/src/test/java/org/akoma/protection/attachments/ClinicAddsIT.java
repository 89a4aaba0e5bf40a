package org.akoma.protection.attachments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Ids;
import org.akoma.Visit;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Grant;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.agreements.Agreements;
import org.akoma.ground.agreements.ProposeAgreement;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.reference.CodeLists;
import org.akoma.protection.attachments.Attachment.FaceReason;
import org.akoma.protection.attachments.Attachment.Kind;
import org.akoma.protection.attachments.Attachment.Withdrawal.Reason;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.consent.Consent;
import org.akoma.protection.referrals.AnswerReferral;
import org.akoma.protection.referrals.Referral;
import org.akoma.protection.referrals.ReferralAnswers;
import org.akoma.protection.referrals.Referrals;
import org.akoma.protection.referrals.SomeReferral;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A clinic that accepted a referral of a child's health adds to the health of the file, and to nothing else, and nobody else does so. */
class ClinicAddsIT extends AttachmentHouse {

    @Autowired
    Decisions decisions;

    @Autowired
    private Referrals referrals;

    @Autowired
    private ReferralAnswers answers;

    @Autowired
    private Agreements agreements;

    @Autowired
    private CodeLists codes;

    private Organisation clinic;
    private Actor nurse;

    @BeforeEach
    void aClinic() {
        clinic = structure(Organisation.Kind.PROVIDER);
        nurse = actor(person(Role.PROVIDER, clinic));
    }

    // ---------- the forbidden doors first

    @Test
    void aReferralThatNobodyAcceptedOpensNoWriting() {
        Referral sent = sent(clinic, Section.STATUS, Section.HEALTH);
        addsNowhere(nurse);
        step(sent, Referral.Step.ACKNOWLEDGE);
        addsNowhere(nurse);
        done(answers.answer(
                nurse,
                sent.code(),
                new AnswerReferral(Referral.Step.DECLINE, null, "OTHER", "Pas de médecin", null, null)));
        assertThat(api(nurse.username()).get(api()).status()).isEqualTo(404);
        assertThat(tries(nurse, insert(nurse, Section.HEALTH, null))).isEqualTo(-1);
    }

    /** What the clinic did for the child's health is entered by the clinic, once it said yes; its clinical words stay with it. */
    @Test
    void aNurseEntersWhatSheDidAndOthersReadTheMinimum() {
        Referral sent = sent(clinic, Section.STATUS, Section.HEALTH);
        String medical = "/api/v1/cases/" + file.code() + "/medical";
        Map<String, Object> screening = Map.of(
                "kind",
                "SCREENING",
                "at",
                "2015-11-16T07:00",
                "urgent",
                true,
                "care",
                "Un comprimé chaque soir",
                "detail",
                "Paludisme confirmé");
        Caller own = api(nurse.username());
        assertThat(own.post(medical, screening).status()).isEqualTo(403);
        assertThat(browser(nurse.username())
                        .get("/cases/" + file.code() + "/health")
                        .body())
                .doesNotContain("name=\"detail\"");
        accept(sent);
        assertThat(own.post(medical, screening).status()).isEqualTo(201);
        assertThat(api(supervisor.username()).post(medical, screening).status()).isEqualTo(403);
        assertThat(cases.find(worker, file.code()).orElseThrow().medicalScreenedAt())
                .isEqualTo("2015-11-16T07:00:00Z");
        Actor doctor = actor(person(Role.PROVIDER, clinic));
        for (Actor one : List.of(nurse, doctor))
            assertThat(api(one.username()).get(medical).body()).contains("Paludisme", "comprimé", "SCREENING");
        for (Actor one : List.of(worker, supervisor))
            assertThat(api(one.username()).get(medical).body())
                    .contains("comprimé", "SCREENING", "\"urgent\":true")
                    .doesNotContain("Paludisme");
        assertThat(browser(worker.username())
                        .get("/cases/" + file.code() + "/health")
                        .body())
                .contains("comprimé")
                .doesNotContain("Paludisme");
        assertThat(browser(nurse.username())
                        .get("/cases/" + file.code() + "/health")
                        .body())
                .contains("Paludisme", "name=\"detail\"");
        for (Actor one : List.of(worker, supervisor))
            assertThat(rows(one, "cases.medical_detail")).isZero();
        assertThat(rows(doctor, "cases.medical_detail")).isEqualTo(1);
        assertThat(api(actor(person(Role.PROVIDER, elsewhere)).username())
                        .post(medical, screening)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void noLoginWritesHealthThatIsNotItsOwn() {
        String medical =
                "insert into cases.medical (id, file_id, at, kind, urgent, recorded_by) values (gen_random_uuid(), '"
                        + file.id() + "', now(), 'TREATMENT', false, '%s')";
        assertThat(tries(supervisor, medical.formatted(supervisor.personId()))).isEqualTo(-1);
        assertThat(tries(worker, medical.formatted(nurse.personId()))).isEqualTo(-1);
        Referral sent = sent(clinic, Section.STATUS, Section.HEALTH);
        assertThat(tries(nurse, medical.formatted(nurse.personId()))).isEqualTo(-1);
        accept(sent);
        assertThat(tries(nurse, medical.formatted(nurse.personId()))).isEqualTo(1);
        step(sent, Referral.Step.COMPLETE);
        assertThat(tries(nurse, medical.formatted(nurse.personId()))).isEqualTo(-1);
    }

    @Test
    void aReferralWithoutTheHealthOpensNone() {
        Referral sent = sent(clinic, Section.STATUS, Section.ASSISTANCE);
        accept(sent);
        addsNowhere(nurse);
    }

    @Test
    void whenTheReferralIsOverSoIsTheAdding() {
        Referral sent = sent(clinic, Section.STATUS, Section.HEALTH);
        accept(sent);
        Attachment one = brought();
        UUID under = Ids.next();
        byte[] content = Samples.png(40, 40);
        api(nurse.username()).post(api(), announced(under, Kind.CERTIFICATE, Section.HEALTH, content));
        step(sent, Referral.Step.COMPLETE);
        Caller program = api(nurse.username());
        assertThat(part(program, under, 0, content).status()).isEqualTo(404);
        assertThat(program.get(api() + "/" + one.id()).status()).isEqualTo(404);
        assertThat(tries(nurse, insert(nurse, Section.HEALTH, null))).isEqualTo(-1);
        assertThat(browser(nurse.username()).get(page() + "/new").status()).isEqualTo(404);
    }

    /** Others of the clinic's kind, others at the clinic, and others who may read the health: none of them gains anything. */
    @Test
    void nobodyElseGainsAnything() {
        accept(sent(clinic, Section.STATUS, Section.HEALTH));
        UUID shelter = Ids.next();
        Actor manager = actor(person(Role.SHELTER_MANAGER, ngo, shelter, null));
        Actor shared = actor(person(Role.PROVIDER, elsewhere));
        Actor officer = actor(person(Role.MINISTRY_OFFICER, elsewhere));
        Actor evaluator = actor(person(Role.EVALUATOR, elsewhere));
        Set<Section> health = Set.of(Section.STATUS, Section.HEALTH);
        stay(shelter, health);
        share(shared, health, Grant.Reason.REFERRAL, false);
        share(officer, health, Grant.Reason.REFERRAL, false);
        share(evaluator, Set.of(Section.STATUS, Section.NOTES), Grant.Reason.SAMPLE, false);
        for (Actor other : List.of(manager, shared, officer)) addsNowhere(other);
        for (Actor other : List.of(
                evaluator,
                actor(person(Role.PROVIDER, elsewhere)),
                actor(person(Role.FINANCE_OFFICER, clinic)),
                actor(person(Role.OBSERVER, clinic)))) {
            assertThat(api(other.username())
                            .post(api(), announced(Ids.next(), Kind.CERTIFICATE, Section.HEALTH, Samples.png(9, 9)))
                            .status())
                    .isIn(403, 404);
            assertThat(tries(other, insert(other, Section.HEALTH, null))).isEqualTo(-1);
        }
        assertThat(Stream.of(Role.values()).filter(role -> role.verbs().contains(Verb.ATTACHMENT_BRING)))
                .containsExactly(Role.PROVIDER);
    }

    /** To the health alone, in one's own name, without a child's face, and never to take away or to put into what another added. */
    @Test
    void theClinicAddsToTheHealthAloneAndWithdrawsNothing() {
        consent(Consent.Status.GIVEN);
        accept(sent(clinic, Section.STATUS, Section.HEALTH, Section.ASSISTANCE, Section.FAMILY));
        Attachment theirs = added(Kind.CERTIFICATE, Section.HEALTH);
        Attachment own = brought();
        Caller program = api(nurse.username());
        for (Section section : List.of(Section.ASSISTANCE, Section.FAMILY, Section.NOTES, Section.IDENTITY)) {
            Answer answer = program.post(api(), announced(Ids.next(), Kind.CERTIFICATE, section, Samples.png(9, 9)));
            assertThat(answer.status()).as(section.name()).isEqualTo(422);
            assertThat(answer.json().path("errors").get(0).path("code").asString())
                    .isEqualTo("form.choice");
            assertThat(attachments.add(nurse, file.code(), of(Kind.CERTIFICATE, section), Samples.png(9, 9)))
                    .isInstanceOf(Outcome.Forbidden.class);
            assertThat(tries(nurse, insert(nurse, section, null))).isEqualTo(-1);
        }
        AddAttachment injuries = face(Kind.PHOTOGRAPH_OF_PERSON, Section.HEALTH, FaceReason.INJURIES, "Constat");
        assertThat(refused(attachments.add(nurse, file.code(), injuries, Samples.jpeg(9, 9))))
                .isEqualTo("attachments.face-by-worker");
        assertThat(tries(nurse, insert(nurse, Section.HEALTH, FaceReason.INJURIES)))
                .isEqualTo(-1);
        assertThat(tries(nurse, insert(worker, Section.HEALTH, null))).isEqualTo(-1);
        assertThat(tries(nurse, piece(theirs))).isEqualTo(-1);
        assertThat(tries(nurse, piece(own))).isEqualTo(1);
        for (Attachment one : List.of(theirs, own)) {
            assertThat(program.post(api() + "/" + one.id() + "/withdrawal", Map.of("reason", "NOT_NEEDED"))
                            .status())
                    .isEqualTo(403);
            assertThat(tries(
                            nurse,
                            "update attachments.attachment set withdrawn_reason = 'NOT_NEEDED' where id = '" + one.id()
                                    + "'"))
                    .isZero();
        }
        assertThat(browser(nurse.username()).get(page() + "/" + own.id()).body())
                .doesNotContain("/withdrawal");
        done(attachments.withdraw(
                supervisor, file.code(), new WithdrawAttachment(own.id(), Reason.ADDED_BY_MISTAKE, null)));
        String second = person(Role.CASE_SUPERVISOR, ngo);
        UUID waiting = transactions
                .as(supervisor, () -> decisions.waiting("EVIDENCE", own.id()))
                .orElseThrow()
                .id();
        assertThat(api(second)
                        .post("/api/v1/decisions/" + waiting + "/verdict", Map.of("agreed", true))
                        .status())
                .isEqualTo(200);
        assertThat(tries(nurse, piece(own))).as("what is gone stays gone").isEqualTo(-1);
    }

    // ---------- what it may

    @Test
    void theClinicAddsByEveryDoorAndSeesTheHealthAlone() {
        Attachment notes = added(Kind.DRAWING, Section.NOTES);
        Attachment screening = added(Kind.CERTIFICATE, Section.HEALTH);
        accept(sent(clinic, Section.STATUS, Section.HEALTH));
        Attachment one = brought();
        assertThat(one.addedBy()).isEqualTo(nurse.personId());

        Caller program = api(nurse.username());
        UUID id = Ids.next();
        byte[] content = Samples.telephone(120, 90, 6);
        assertThat(program.post(api(), announced(id, Kind.CERTIFICATE, Section.HEALTH, content))
                        .status())
                .isEqualTo(201);
        part(program, id, 0, Arrays.copyOf(content, 700));
        Answer last = part(program, id, 700, Arrays.copyOfRange(content, 700, content.length));
        assertThat(last.json().path("state").asString()).as(last.toString()).isEqualTo("KEPT");
        assertThat(rows(nurse, "sending")).isZero();

        Visit visit = browser(nurse.username());
        String form = visit.get(page() + "/new").body();
        assertThat(form).contains("value=\"HEALTH\"").doesNotContain("value=\"NOTES\"", "value=\"IDENTITY\"");
        Answer wrong = visit.postFile(page(), "x.jpg", Samples.jpeg(9, 9), "section", "HEALTH", "title", "Radio");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("Radio", "href=\"#kind\"");
        Answer added = visit.postFile(
                page(),
                "x.jpg",
                Samples.jpeg(90, 90),
                "kind",
                "CERTIFICATE",
                "section",
                "HEALTH",
                "title",
                "Radio",
                "face",
                "false");
        assertThat(added.status()).as(added.toString()).isEqualTo(303);
        assertThat(visit.get(added.location()).body())
                .contains("Radio", one.id().toString(), screening.id().toString())
                .doesNotContain(notes.id().toString());
        assertThat(program.get(api() + "/" + notes.id()).status()).isEqualTo(404);

        assertThat(attachments.find(worker, file.code(), id)).isPresent();
        for (Actor reader : List.of(worker, supervisor))
            assertThat(refused(attachments.open(reader, file.code(), one.id()))).isEqualTo("attachments.clinical");
        Actor doctor = actor(person(Role.PROVIDER, clinic));
        assertThat(done(attachments.open(doctor, file.code(), one.id())).content())
                .isNotEmpty();
        assertThat(refused(attachments.open(doctor, file.code(), screening.id())))
                .isEqualTo("attachments.clinical");
        assertThat(acts()).contains("attachments.added");
    }

    /** The bell says that something waits, never what, of whom or from where; who added it is not rung, nor who only supervises. */
    @Test
    void theWorkerIsRungOnceForWhatTheClinicAdds() {
        accept(sent(clinic, Section.STATUS, Section.HEALTH));
        int before = rung(worker).size();
        int above = rung(supervisor).size();
        int own = rung(nurse).size();
        added(Kind.CERTIFICATE, Section.HEALTH);
        assertThat(rung(worker)).as("what the worker adds").hasSize(before);
        AddAttachment command = of(Kind.CERTIFICATE, Section.HEALTH);
        byte[] content = Samples.jpeg(30, 30);
        done(attachments.add(nurse, file.code(), command, content));
        assertThat(rung(worker)).hasSize(before + 1);
        done(attachments.add(nurse, file.code(), command, content));
        assertThat(rung(worker)).as("the same again").hasSize(before + 1);
        assertThat(attachments.add(nurse, file.code(), of(Kind.CERTIFICATE, Section.HEALTH), new byte[] {1, 2, 3}))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(rung(worker)).as("what was refused").hasSize(before + 1);
        assertThat(rung(supervisor)).hasSize(above);
        assertThat(rung(nurse)).hasSize(own);
        String bell = api(worker.username()).get("/api/v1/notices?limit=1").body();
        assertThat(bell)
                .as("a document of a file that the worker may open, and no word of it")
                .contains("\"kind\":\"referral\"", "PAPER", file.code())
                .doesNotContain(clinic.code(), "HEALTH");
        assertThat(browser(worker.username()).get("/notices?lang=fr").body()).contains("Un document", file.code());
    }

    private List<JsonNode> rung(Actor who) {
        return api(who.username())
                .get("/api/v1/notices?limit=200")
                .json()
                .path("items")
                .valueStream()
                .toList();
    }

    /** A line that breaks sends twice; the file cannot be locked by who does not write in it. */
    @Test
    void theSameTwiceAtOnceIsKeptOnce() throws Exception {
        accept(sent(clinic, Section.STATUS, Section.HEALTH));
        AddAttachment command = of(Kind.CERTIFICATE, Section.HEALTH);
        Callable<Outcome<Attachment>> add = () -> attachments.add(nurse, file.code(), command, Samples.jpeg(30, 30));
        List<UUID> ids = new ArrayList<>();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Outcome<Attachment>> one : pool.invokeAll(List.of(add, add, add, add)))
                ids.add(done(one.get()).id());
        }
        assertThat(ids).containsOnly(command.id()).hasSize(4);
        assertThat(rows(nurse, "attachment")).isEqualTo(1);
    }

    // ---------- how it came to that

    private String page() {
        return "/cases/" + file.code() + "/attachments";
    }

    private Attachment brought() {
        return done(attachments.add(nurse, file.code(), of(Kind.CERTIFICATE, Section.HEALTH), Samples.jpeg(60, 40)));
    }

    /** Reads what it may read, and every door to add is closed. */
    private void addsNowhere(Actor actor) {
        Caller program = api(actor.username());
        assertThat(program.get(api()).status()).as(actor.username()).isEqualTo(200);
        assertThat(program.post(api(), announced(Ids.next(), Kind.CERTIFICATE, Section.HEALTH, Samples.png(9, 9)))
                        .status())
                .as(actor.username())
                .isEqualTo(403);
        assertThat(attachments.add(actor, file.code(), of(Kind.CERTIFICATE, Section.HEALTH), Samples.png(9, 9)))
                .isInstanceOf(Outcome.Forbidden.class);
        Visit visit = browser(actor.username());
        assertThat(visit.get(page()).body()).doesNotContain("/attachments/new");
        assertThat(visit.get(page() + "/new").status()).isEqualTo(404);
        assertThat(visit.postFile(page(), "x.jpg", Samples.jpeg(9, 9), "kind", "CERTIFICATE", "section", "HEALTH")
                        .status())
                .isEqualTo(404);
        assertThat(tries(actor, insert(actor, Section.HEALTH, null))).isEqualTo(-1);
        assertThat(tries(
                        actor,
                        "insert into attachments.sending (id, file_id, section, person_id, bytes, sealed, begun_at, until) values ('"
                                + Ids.next() + "', '" + file.id() + "', 8, '" + actor.personId()
                                + "', 9, '\\x00', now(), now() + interval '1 hour')"))
                .isEqualTo(-1);
    }

    private String insert(Actor by, Section section, FaceReason face) {
        return "insert into attachments.attachment (id, file_id, section, kind, media, bytes, sealed, face_reason, no_face, added_by, added_at)"
                + " values ('" + Ids.next() + "', '" + file.id() + "', " + section.bit()
                + ", 'DOCUMENT', 'PNG', 9, '\\x00', "
                + (face == null ? "null" : "'" + face + "'") + ", " + (face == null) + ", '" + by.personId()
                + "', now())";
    }

    private String piece(Attachment of) {
        return "insert into attachments.piece (attachment_id, file_id, section, what, place, places, sealed) values ('"
                + of.id() + "', '" + file.id() + "', 8, 'CONTENT', 8, 9, '\\x00')";
    }

    private Referral sent(Organisation to, Section... sections) {
        ProposeAgreement wanted = SomeReferral.agreement(ngo, to, sections);
        agreements.propose(actor(person(Role.PROJECT_MANAGER, ngo)), wanted);
        agreements.confirm(actor(person(Role.DATA_PROTECTION_OFFICER, ngo)), wanted.id());
        guarded(file.code());
        done(consents.record(worker, file.code(), SomeReferral.consent(Consent.Status.GIVEN, clock.instant(), codes)));
        Referral made = done(referrals.draft(worker, file.code(), SomeReferral.to(to, sections)));
        return done(referrals.send(worker, file.code(), made.id(), null));
    }

    private void accept(Referral sent) {
        step(sent, Referral.Step.ACKNOWLEDGE);
        step(sent, Referral.Step.ACCEPT);
    }

    private void step(Referral sent, Referral.Step step) {
        done(answers.answer(nurse, sent.code(), AnswerReferral.of(step)));
    }
}
