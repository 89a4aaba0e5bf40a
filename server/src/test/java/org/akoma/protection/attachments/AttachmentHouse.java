package org.akoma.protection.attachments;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.SqlAs;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Grant;
import org.akoma.ground.access.Grants;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.database.TestDatabase;
import org.akoma.ground.journal.Journal;
import org.akoma.protection.attachments.Attachment.FaceReason;
import org.akoma.protection.attachments.Attachment.Kind;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.consent.Consent;
import org.akoma.protection.consent.Consents;
import org.akoma.protection.consent.SomeConsent;
import org.akoma.protection.identity.OpenCase;
import org.akoma.protection.identity.SomeChild;
import org.akoma.protection.identity.WorkHouse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A structure with a worker, their supervisor and another, and a child's file to attach things to. */
abstract class AttachmentHouse extends WorkHouse {

    static final String TITLE = "Extrait-Témoin-Zébu";

    @Autowired
    Attachments attachments;

    @Autowired
    Consents consents;

    @Autowired
    org.akoma.ground.decisions.Decisions decisions;

    @Autowired
    Grants grants;

    @Autowired
    Journal journal;

    Organisation elsewhere;
    Actor other;
    CaseFile file;

    @BeforeEach
    void aFile() {
        elsewhere = structure(Organisation.Kind.NGO);
        other = actor(person(Role.CASE_WORKER, ngo, null, supervisor.personId()));
        file = open(worker);
    }

    CaseFile open(Actor by) {
        var opened = cases.open(by, SomeChild.named("Baobab"));
        return ((OpenCase.Result.Opened) opened).file();
    }

    static AddAttachment of(Kind kind, Section section) {
        return new AddAttachment(
                Ids.next(), kind, section, null, false, null, new Attachment.SealedText(TITLE, null, null));
    }

    static AddAttachment face(Kind kind, Section section, @Nullable FaceReason reason, @Nullable String why) {
        return new AddAttachment(
                Ids.next(), kind, section, null, true, reason, new Attachment.SealedText(TITLE, null, why));
    }

    Attachment added(Kind kind, Section section) {
        byte[] content = kind == Kind.VOICE ? Samples.mp3() : Samples.telephone(640, 480, 6);
        return done(attachments.add(worker, file.code(), of(kind, section), content));
    }

    Attachment portrait() {
        consent(Consent.Status.GIVEN);
        return done(attachments.add(
                worker,
                file.code(),
                face(Kind.PHOTOGRAPH_OF_PERSON, Section.IDENTITY, FaceReason.FAMILY_TRACING, "Le juge l’a demandée"),
                Samples.telephone(64, 48, 1)));
    }

    void consent(Consent.Status status) {
        consent(worker, status);
    }

    /** @param hearer who hears the answer: a yes after a no by another person than who recorded the no, and it waits */
    void consent(Actor hearer, Consent.Status status) {
        guarded(file.code());
        Consent.GivenBy by = status == Consent.Status.GIVEN
                ? Consent.GivenBy.CHILD_INFORMED_ASSENT_AND_GUARDIAN
                : Consent.GivenBy.CHILD;
        done(consents.record(
                hearer, file.code(), SomeConsent.answered(Consent.Purpose.PHOTO, status, by, clock.instant())));
    }

    void share(Actor with, Set<Section> sections, Grant.Reason reason, boolean writes) {
        if (reason == Grant.Reason.REFERRAL) {
            SqlAs.referred(file.id(), "PERSON", with.personId(), sections, clock.instant(), worker.personId());
            return;
        }
        if (reason == Grant.Reason.SAMPLE) {
            LoginSql.give(
                    grants.starting(file.id(), Grant.Kind.PERSON, with.personId(), sections, false, null, reason),
                    worker.personId());
            return;
        }
        Actor giver = writes ? supervisor : worker; // writing needs the supervisor's word
        Instant until = reason == Grant.Reason.SHARED ? clock.instant().plusSeconds(10 * 86_400) : null;
        transactions.doAs(
                giver,
                () -> grants.give(
                        giver,
                        grants.starting(
                                file.id(), Grant.Kind.PERSON, with.personId(), sections, writes, until, reason)));
    }

    /** The child stays in this shelter, as a placement would say. */
    void stay(UUID shelter, Set<Section> sections) {
        LoginSql.give(
                grants.starting(file.id(), Grant.Kind.UNIT, shelter, sections, false, null, Grant.Reason.SHELTER_STAY),
                worker.personId());
    }

    /** What was done to the file, newest first, as its worker reads it. */
    List<String> acts() {
        return transactions.as(worker, () -> journal.history(file.id(), Integer.MAX_VALUE, 50)).stream()
                .map(Journal.JournalEntry::act)
                .toList();
    }

    // ---------- the API

    String api() {
        return "/api/v1/cases/" + file.code() + "/attachments";
    }

    static Map<String, Object> announced(UUID id, Kind kind, Section section, byte[] content) {
        Map<String, Object> body = new HashMap<>();
        body.put("id", id.toString());
        body.put("kind", kind.name());
        body.put("section", section.name());
        body.put("size", content.length);
        body.put("sha256", AttachmentUploads.sha256(content));
        body.put("title", TITLE);
        body.put("face", false);
        return body;
    }

    Answer part(Caller caller, UUID id, Object offset, byte[] part) {
        return caller.send(caller.request(api() + "/" + id + "/upload")
                .header("Content-Type", "application/octet-stream")
                .header("Upload-Offset", offset.toString())
                .method("PATCH", HttpRequest.BodyPublishers.ofByteArray(part)));
    }

    // ---------- straight SQL

    /** What straight SQL finds, through the login of this person's side, entered as them; -1 when PostgreSQL refuses. */
    long rows(Actor as, String table) {
        try (Connection login = entered(as);
                var count = login.prepareStatement("select count(*) from "
                        + (table.indexOf('.') < 0 ? "attachments." : "") + table + " where file_id = ?")) {
            count.setObject(1, file.id());
            try (ResultSet found = count.executeQuery()) {
                found.next();
                return found.getLong(1);
            }
        } catch (SQLException refused) {
            assertThat(refused.getMessage()).contains("permission denied");
            return -1;
        }
    }

    /** How many rows it changed; -1 when PostgreSQL refuses. Nothing of it stays. */
    long tries(Actor as, String sql) {
        try (Connection login = entered(as);
                var change = login.createStatement()) {
            return change.executeUpdate(sql);
        } catch (SQLException refused) {
            return -1;
        }
    }

    Connection entered(Actor as) throws SQLException {
        Connection login = TestDatabase.connectAs(as.compartment().login());
        login.setAutoCommit(false);
        try (var enter = login.createStatement()) {
            enter.execute(TestDatabase.entering(as.personId(), clock.instant()));
        }
        return login;
    }
}
