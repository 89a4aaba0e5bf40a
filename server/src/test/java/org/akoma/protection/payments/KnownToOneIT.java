package org.akoma.protection.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.SqlAs;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.identity.SomeChild;
import org.junit.jupiter.api.Test;

/** One person invents no child and is paid for it: somebody else has seen a child who was registered by hand ({@code trust.md 3}). */
class KnownToOneIT extends AidHouse {

    private static final String ALONE = "assistance.child-known-to-you-alone";

    private Answer asked(Actor by, String child) {
        return api(by.username())
                .post(
                        "/api/v1/cases/" + child + "/payments",
                        Map.of("type", "FAMILY_CASH", "amount", 30000, "currency", "XOF"));
    }

    private void named(Actor who, String name) throws SQLException {
        TestDatabase.ownerDoes(
                "insert into access.person_card (person_id, compartment, name) select p.id, p.compartment, '" + name
                        + "' from access.person p where p.id = '" + who.personId() + "'");
    }

    @Test
    void moneyForAChildWhomOnePersonKnowsIsRefusedUntilAnotherHasSeenIt() throws SQLException {
        String child = opened(SomeChild.aged("F", 12, "Baobab")).code();
        saysYes(child);
        seenBy(worker, child);
        String insert = """
                insert into assistance.payment (id, file_id, case_code, organisation_id, worker_id, supervisor_id, type, currency, amount, covers_from, covers_until,
                       pay_to, state, requested_by, requested_at)
                select gen_random_uuid(), f.id, f.code, f.organisation_id, f.worker_id, f.supervisor_id, 'FAMILY_CASH', 'XOF', 1000, '2015-11-16', '2015-12-14',
                       'CAREGIVER', 'REQUESTED', access.actor(), access.moment() from cases.case_file f where f.code = '%s'
                """.formatted(child);
        refused(child, insert);
        TestDatabase.ownerDoes( // who agrees to a home decides by what was written
                "insert into cases.placement (id, file_id, kind, country, since, recorded_by, approved_by, approved_at, sealed)"
                        + " select gen_random_uuid(), id, 'EXTENDED_FAMILY', 'CI', '2015-11-16', worker_id, '"
                        + supervisor.personId() + "', '"
                        + clock.instant() + "', '\\x00' from cases.case_file where code = '" + child + "'");
        refused(child, insert);
        Actor namesake = actor(workingBeside(child));
        String name = "Ahou " + newFamilyName();
        named(worker, name);
        named(namesake, name.toUpperCase(Locale.ROOT));
        seenBy(namesake, child);
        refused(child, insert);
        seenBy(actor(person(Role.CASE_WORKER, ngo)), child); // who does not hold the file
        refused(child, insert);
        seenBy(supervisor, child);
        assertThat(asked(worker, child).status()).isEqualTo(201);
    }

    /** What a child needs tonight does not wait for a second person; who approves it reads that one person alone knows the child. */
    @Test
    void whatIsImmediateIsAskedByOneAndSaysSo() {
        String child = opened(SomeChild.aged("F", 12, "Rosier")).code();
        saysYes(child);
        String night = done(services.plan(worker, child, service("IMM_SHELTER", null, null, clock.instant())))
                .id()
                .toString();
        Answer asked = api(worker.username())
                .post(
                        "/api/v1/cases/" + child + "/payments",
                        Map.of("type", "FOSTER_ALLOWANCE", "amount", 1000, "currency", "XOF", "service", night));
        assertThat(asked.status()).as(asked.body()).isEqualTo(201);
        assertThat(browser(manager.username())
                        .get("/payments/" + asked.json().path("id").asString() + "?lang=fr")
                        .body())
                .contains("vu l’enfant");
    }

    private void refused(String child, String insert) {
        Answer refused = asked(worker, child);
        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.body()).contains(ALONE, "un collègue ou à la supervision");
        assertThatThrownBy(() -> SqlAs.change(worker, clock.instant(), insert)).hasMessageContaining(ALONE);
    }
}
