package org.akoma.protection.referrals;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.Visit;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Grant;
import org.akoma.ground.access.Grants;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.consent.Consent;
import org.akoma.protection.shelters.Shelter;
import org.akoma.protection.shelters.Shelters;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A shelter asks, the child's worker sends; an evaluator reads of the sample that it was asked, not why. */
class ShelterReferralIT extends ReferralHouse {

    @Autowired
    Grants grants;

    @Autowired
    Shelters shelters;

    private Shelter home;
    private Actor keeper;

    @BeforeEach
    void aShelter() {
        home = shelter();
        keeper = actor(person(Role.SHELTER_MANAGER, ngo, home.id(), null));
    }

    private Shelter shelter() {
        Shelter made = new Shelter(
                Ids.next(), fresh("SH"), ngo.id(), "CI", 4, Shelter.SexRule.MIXED, 6, 17, 0, true, null, true, 1, null);
        shelters.open(supervisor, made, new Shelter.Location("Soubré", null, null));
        agreeTo(made.id());
        return made;
    }

    private void give(Grant.Kind kind, UUID grantee, Grant.Reason reason, Section... sections) {
        UUID id = cases.find(worker, file).orElseThrow().id();
        LoginSql.give(grants.starting(id, kind, grantee, Set.of(sections), false, null, reason), worker.personId());
    }

    private void stays() {
        give(
                Grant.Kind.UNIT,
                home.id(),
                Grant.Reason.SHELTER_STAY,
                Section.STATUS,
                Section.IDENTITY,
                Section.PLACEMENT);
    }

    @Test
    void nobodyAsksForAChildWhoStaysElsewhere() {
        assertThat(referrals.draft(keeper, file, draft(clinic, Section.STATUS))).isInstanceOf(Outcome.NotFound.class);
        Actor other = actor(person(Role.SHELTER_MANAGER, ngo, shelter().id(), null));
        stays();
        assertThat(referrals.draft(other, file, draft(clinic, Section.STATUS))).isInstanceOf(Outcome.NotFound.class);
        Actor evaluator = actor(person(Role.EVALUATOR, ngo));
        give(Grant.Kind.PERSON, evaluator.personId(), Grant.Reason.SAMPLE, Section.STATUS, Section.ASSISTANCE);
        assertThat(referrals.draft(evaluator, file, draft(clinic, Section.STATUS)))
                .isInstanceOf(Outcome.Forbidden.class);
        DraftReferral asked = draft(clinic, Section.STATUS);
        done(referrals.draft(keeper, file, asked));
        assertThat(referrals.send(keeper, file, asked.id(), null)).isInstanceOf(Outcome.Forbidden.class);
        assertThat(referrals.end(keeper, file, asked.id(), null, null)).isInstanceOf(Outcome.Forbidden.class);
        assertThat(done(referrals.of(keeper, file))).hasSize(1);
        done(referrals.draft(worker, file, draft(clinic, Section.STATUS)));
        assertThat(done(referrals.of(keeper, file))).as("not what others wrote").hasSize(1);
        assertThat(done(referrals.of(worker, file))).hasSize(2);
    }

    @Test
    void theDatabaseKnowsWhereTheChildStays() throws SQLException {
        stays();
        DraftReferral asked = draft(clinic, Section.STATUS);
        done(referrals.draft(keeper, file, asked));
        String one = "select count(*) from referrals.referral_words where referral_id = '" + asked.id() + "'";
        String send =
                "update referrals.referral set sent_at = now(), sent_by = drafted_by where id = '" + asked.id() + "'";
        assertThat(asked(keeper, one)).isEqualTo(1);
        assertThat(asked(keeper, send)).isZero();
        Actor other = actor(person(Role.SHELTER_MANAGER, ngo, shelter().id(), null));
        assertThat(asked(other, one)).isZero();
        Actor evaluator = actor(person(Role.EVALUATOR, ngo));
        give(Grant.Kind.PERSON, evaluator.personId(), Grant.Reason.SAMPLE, Section.STATUS, Section.ASSISTANCE);
        assertThat(asked(evaluator, one)).isZero();
        assertThat(asked(evaluator, one.replace("referral_words", "referral").replace("referral_id", "id")))
                .isEqualTo(1);
        UUID id = cases.find(worker, file).orElseThrow().id();
        transactions.doAs(worker, () -> grants.end(id, home.id(), Grant.Reason.SHELTER_STAY));
        assertThat(asked(keeper, one)).as("after the stay").isZero();
    }

    /** What the worker changed of it is no word of the shelter's structure: a supervisor confirms it. */
    @Test
    void whatAShelterAskedIsSentAsItWasAsked() {
        Organisation partner = structure(Organisation.Kind.NGO);
        Actor theirs = actor(person(Role.SHELTER_MANAGER, partner, home.id(), null));
        agree(ngo, clinic, Section.ASSISTANCE);
        agree(partner, clinic, Section.ASSISTANCE);
        consent(Consent.Status.GIVEN);
        stays();
        DraftReferral asked = draft(clinic, Section.STATUS);
        done(referrals.draft(theirs, file, asked));
        DraftReferral changed = new DraftReferral(
                asked.id(),
                1,
                null,
                partner.code(),
                asked.to(),
                asked.purpose(),
                asked.priority(),
                null,
                Set.of(Section.STATUS, Section.ASSISTANCE),
                null,
                asked.words());
        done(referrals.draft(worker, file, changed));
        assertThat(refusals(referrals.send(worker, file, asked.id(), null))).containsExactly("referrals.unconfirmed");
        DraftReferral unchanged = draft(clinic, Section.STATUS);
        done(referrals.draft(theirs, file, unchanged));
        done(referrals.send(worker, file, unchanged.id(), null));
    }

    /** That a shelter asked is the word of who manages it at that moment: no role that was only asked for, or has ended. */
    @Test
    void aRoleThatWaitsAsksForNoChild() {
        stays();
        DraftReferral asked = draft(clinic, Section.STATUS);
        done(referrals.draft(keeper, file, asked));
        String is = "do $$ begin if (select referrals.asked_by_shelter(r) from referrals.referral r where r.id = '"
                + asked.id() + "') then raise exception 'asked by a shelter'; end if; end $$";
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> TestDatabase.ownerDoes(is))
                .hasStackTraceContaining("asked by a shelter");
        TestDatabase.ownerDoes("update access.person_role set approved_at = '2016-01-01' where person_id = '"
                + keeper.personId() + "'");
        TestDatabase.ownerDoes(is);
    }

    private int asked(Actor actor, String sql) throws SQLException {
        try (Connection care = TestDatabase.connectAs(Compartment.PROTECTION.login());
                Statement ask = care.createStatement()) {
            care.setAutoCommit(false);
            ask.execute(TestDatabase.entering(actor.personId(), clock.instant()));
            try {
                if (!ask.execute(sql)) return ask.getUpdateCount();
                try (var row = ask.getResultSet()) {
                    row.next();
                    return row.getInt(1);
                }
            } finally {
                care.rollback();
            }
        }
    }

    @Test
    void aShelterAsksOnAPageAndTheWorkerSends() {
        agree(ngo, clinic, Section.ASSISTANCE);
        consent(Consent.Status.GIVEN);
        stays();
        Visit desk = browser(keeper.username());
        String page = "/cases/" + file + "/referrals";
        Answer form = desk.get(page + "/new");
        assertThat(form.status()).isEqualTo(200);
        assertThat(form.body()).doesNotContain("??");
        Answer saved = desk.post(
                page,
                "to",
                clinic.code(),
                "from",
                ngo.code(),
                "purpose",
                "CARE",
                "priority",
                "URGENT",
                "reason",
                "Elle tousse",
                "asked",
                "Un examen",
                "sections",
                "ASSISTANCE");
        assertThat(saved.status()).isEqualTo(303);
        String one = saved.location().substring(0, saved.location().indexOf('?'));
        assertThat(desk.get(saved.location()).body())
                .contains("la vérifie, puis l’envoie", "Elle tousse")
                .doesNotContain("/sending\"", "/edit");
        assertThat(desk.get(page).body()).contains(one);
        assertThat(desk.post(one + "/sending", "version", "1").status()).isEqualTo(403);
        assertThat(api(worker.username()).get("/api/v1/tasks").body()).contains("referrals.send");
        long before = bellsOf(keeper.username());
        assertThat(browser(worker.username()).press(one, one + "/sending").status())
                .isEqualTo(303);
        assertThat(bellsOf(keeper.username()))
                .as("who asked hears that it is sent")
                .isEqualTo(before + 1);
        assertThat(api(worker.username()).get("/api/v1/tasks").body()).doesNotContain("referrals.send");
        assertThat(desk.get("/referrals").body()).contains("Demandées par mon centre", one);
        assertThat(api(nurse.username()).get("/api/v1" + one).body()).contains("Elle tousse");
    }

    @Test
    void anEvaluatorSeesOfTheSampleThatItWasAskedAndNotWhy() {
        Referral sent = sent(Section.ASSISTANCE);
        Actor evaluator = actor(person(Role.EVALUATOR, ngo));
        var api = api(evaluator.username());
        assertThat(api.get("/api/v1/referrals/" + sent.code()).status()).isEqualTo(404);
        give(Grant.Kind.PERSON, evaluator.personId(), Grant.Reason.SAMPLE, Section.STATUS, Section.ASSISTANCE);
        assertThat(api.get("/api/v1/referrals/" + sent.code()).body())
                .contains(clinic.code(), "SENT")
                .doesNotContain("tousse", "examen");
        assertThat(api.get("/api/v1/referrals").body()).contains(sent.code());
        assertThat(api.get("/api/v1/referrals/file").status()).isEqualTo(403);
        for (String page : List.of("/referrals", "/referrals/" + sent.code(), "/cases/" + file + "/referrals")) {
            Answer shown = browser(evaluator.username()).get(page);
            assertThat(shown.status()).as(page).isEqualTo(200);
            assertThat(shown.body()).as(page).doesNotContain("tousse", "/new", "/answer", "??");
        }
    }
}
