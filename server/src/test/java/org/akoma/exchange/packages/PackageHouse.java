package org.akoma.exchange.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.consent.SomeConsent;
import org.akoma.protection.handover.Handovers;
import org.akoma.protection.identity.WorkHouse;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A file that is handed over to an authority abroad, which has nobody here but a house of its own. */
abstract class PackageHouse extends WorkHouse {

    /** Members of the first child of a package. */
    static final String RECORD = PackageContent.name(1, PackageContent.RECORD);

    static final String TABLE = PackageContent.name(1, PackageContent.TABLE);
    static final String PAPER = PackageContent.name(1, PackageContent.PAPER);

    static final String WHY = "L’enfant vit là-bas depuis août";

    @Autowired
    Handovers handovers;

    Organisation abroad;
    Actor administrator;
    Actor custodian;
    String family;
    String code;

    @BeforeEach
    void anAuthorityAbroad() {
        clock.moveTo(MORNING);
        abroad = structure(Organisation.Kind.CENTRAL_GOVERNMENT, "GH");
        administrator = actor(person(Role.SYSTEM_ADMINISTRATOR, ngo));
        custodian = actor(person(Role.DATA_PROTECTION_OFFICER, ngo));
        family = newFamilyName();
        code = opened(SomeChildNamed.of("Awa", family)).code();
    }

    static String consentOf(String file, String status) {
        return "insert into cases.consent (id, file_id, purpose, status, given_by, basis, language, explained, at, explained_by, recorded_by, recorded_at, sealed) select '"
                + Ids.next() + "', id, 'TRANSFER_TO_AUTHORITY', '" + status
                + "', 'CHILD_CONSENT_ALONE', 'GUARDIAN_UNSAFE', 'fr',"
                + " '{TOLD_LIMITS,INTERVIEW,TOLD_PURPOSE,TOLD_USES,TOLD_RESEARCH,TOLD_ACCESS_RIGHT,TOLD_RETENTION,TOLD_WITHDRAWAL}', '2015-11-16', worker_id, worker_id, '2015-11-16', 'x'"
                + " from cases.case_file where code = '" + file + "'";
    }

    void consent(String status) {
        consent(code, status);
    }

    static void consent(String file, String status) {
        TestDatabase.ownerDoes(consentOf(file, status));
    }

    /** A colleague to whom a part of the file was lent for some days. */
    Actor lent(String file) {
        String colleague = person(Role.CASE_WORKER, ngo);
        Answer lent = api(supervisor.username())
                .post(
                        "/api/v1/cases/" + file + "/grants",
                        Map.of(
                                "id",
                                Ids.next().toString(),
                                "grantee",
                                colleague,
                                "sections",
                                List.of("STATUS", "IDENTITY", "FAMILY", "NOTES"),
                                "mayWrite",
                                true,
                                "until",
                                "2015-11-20",
                                "why",
                                "Elle remplace le travailleur de l’enfant"));
        assertThat(lent.status()).as(lent.body()).isEqualTo(201);
        return actor(colleague);
    }

    /** The no of who answers for the child, which a colleague records by the application. */
    void no(String file) {
        Actor by = lent(file);
        Map<String, Object> no =
                SomeConsent.json("REFUSED", "GUARDIAN", clock.instant().toString());
        no.put("purpose", "TRANSFER_TO_AUTHORITY");
        Answer said = api(by.username()).post("/api/v1/cases/" + file + "/consents", no);
        assertThat(said.status()).as(said.body()).isEqualTo(201);
    }

    /** A yes of now that one person alone recorded. */
    void newYes(Actor by, String file) {
        String one = "'" + by.personId() + "', '" + by.personId() + "', '" + clock.instant() + "'";
        TestDatabase.ownerDoes(consentOf(file, "GIVEN")
                .replace("'2015-11-16', worker_id, worker_id, '2015-11-16'", "'" + clock.instant() + "', " + one));
    }

    void minutesLater(int minutes) {
        clock.moveTo(clock.instant().plusSeconds(60L * minutes));
    }

    Answer handOver() {
        return handOver(code);
    }

    Answer handOver(String code) {
        Answer made = api(supervisor.username())
                .post(
                        "/api/v1/cases/" + code + "/handover",
                        Map.of("id", Ids.next().toString(), "to", abroad.code(), "why", WHY));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made;
    }

    /** The authority's letter, entered by the worker and confirmed by the supervisor. */
    void accepted() {
        accepted(handOver().json().path("id").asString());
    }

    void accepted(String proposal) {
        accepted(code, proposal);
    }

    void accepted(String code, String proposal) {
        assertThat(handovers.answerAsTold(
                        worker, code, UUID.fromString(proposal), true, LocalDate.parse("2015-11-16"), List.of()))
                .isInstanceOf(Outcome.Done.class);
        assertThat(verdict(api(supervisor.username()), code, true)).isEqualTo(200);
    }

    static String waiting(Caller by, String about) {
        return by.get("/api/v1/decisions")
                .json()
                .path("waiting")
                .valueStream()
                .filter(one -> one.path("about").asString().equals(about))
                .map(one -> one.path("id").asString())
                .findFirst()
                .orElse("");
    }

    static int verdict(Caller by, String about, boolean agreed) {
        return by.post(
                        "/api/v1/decisions/" + waiting(by, about) + "/verdict",
                        agreed ? Map.of("agreed", true) : Map.of("agreed", false, "reason", "Pas maintenant"))
                .status();
    }

    /** Entered by an administrator and confirmed by the data protection officer; the id. */
    static String known(Caller administrator, Caller custodian, String structure, String line) {
        Answer entered = administrator.post(
                "/api/v1/partner-keys", Map.of("id", Ids.next().toString(), "structure", structure, "line", line));
        assertThat(entered.status()).as(entered.body()).isEqualTo(201);
        assertThat(verdict(custodian, structure, true)).isEqualTo(200);
        return entered.json().path("id").asString();
    }

    String known(HouseKey key) {
        return known(
                api(administrator.username()),
                api(custodian.username()),
                abroad.code(),
                key.open().text());
    }

    Answer ask(Actor by) {
        return ask(api(by.username()), code);
    }

    static Answer ask(Caller by, String code) {
        return by.post(
                "/api/v1/cases/" + code + "/packages",
                Map.of("id", Ids.next().toString(), "purpose", "CONTINUED_CARE", "why", WHY));
    }

    /** Asked for and agreed to; the id. */
    String agreed() {
        Answer asked = ask(worker);
        assertThat(asked.status()).as(asked.body()).isEqualTo(201);
        assertThat(verdict(api(supervisor.username()), code, true)).isEqualTo(200);
        return asked.json().path("id").asString();
    }

    static HttpResponse<byte[]> bytes(Caller by, String path) {
        try {
            return Caller.CLIENT.send(by.request(path).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<byte[]> take(Actor by, String id) {
        return bytes(api(by.username()), "/api/v1/cases/" + code + "/packages/" + id + "/file");
    }

    /** Code of the file that was made of the first child. */
    static String madeOf(Answer imported) {
        return imported.json()
                .path("contents")
                .path("children")
                .path(0)
                .path("code")
                .asString();
    }

    static Answer send(Caller by, String path, byte[] body) {
        return by.send(by.request(path)
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    static Answer bring(Caller by, byte[] file, String more) {
        return send(by, "/api/v1/packages/import" + more, file);
    }
}
