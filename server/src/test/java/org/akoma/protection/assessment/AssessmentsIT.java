package org.akoma.protection.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.placement.CareHouse;
import org.junit.jupiter.api.Test;

/** Who may say how great the danger is. */
class AssessmentsIT extends CareHouse {

    @Test
    void aStrangerFindsNoFileAndAManagerMayNotAssess() {
        String code = file("F", 12);
        Actor stranger = actor(person(Role.CASE_WORKER, structure(Organisation.Kind.NGO)));
        Actor manager = actor(person(Role.PROJECT_MANAGER, ngo));
        assertThat(assess(stranger, code, Assessment.Kind.INITIAL, CaseFile.Risk.LOW))
                .isInstanceOf(Outcome.NotFound.class);
        assertThat(assess(manager, code, Assessment.Kind.INITIAL, CaseFile.Risk.LOW))
                .isInstanceOf(Outcome.Forbidden.class);
        assertThat(assessments.of(manager, code)).isInstanceOf(Outcome.NotFound.class);
        assertThat(now(code).status()).isEqualTo(CaseFile.Status.REGISTERED);
    }

    @Test
    void theFirstAssessmentTakesTheFileOn() {
        String code = assessed();
        assertThat(now(code).status()).isEqualTo(CaseFile.Status.ASSESSED);
        assertThat(now(code).risk()).isEqualTo(CaseFile.Risk.MEDIUM);
        assertThat(now(code).assessedAt()).isNotNull();
        assertThat(refused(assess(worker, code, Assessment.Kind.INITIAL, CaseFile.Risk.HIGH)))
                .isEqualTo("cases.assessed-already");
        assertThat(done(assessments.of(worker, code)).getFirst().words().childsWords())
                .isEqualTo("Je veux ma mère");
    }

    @Test
    void raisingHoldsAtOnceLoweringWaitsForAnotherPerson() {
        String code = assessed();
        done(assess(worker, code, Assessment.Kind.REVIEW, CaseFile.Risk.HIGH));
        assertThat(now(code).risk()).isEqualTo(CaseFile.Risk.HIGH);
        Assessment lowered = done(assess(supervisor, code, Assessment.Kind.REVIEW, CaseFile.Risk.LOW));
        assertThat(now(code).risk()).isEqualTo(CaseFile.Risk.HIGH);
        assertThat(refused(assessments.agree(supervisor, code, lowered.id()))).isEqualTo("cases.own-work");
        assertThat(assessments.agree(worker, code, lowered.id())).isInstanceOf(Outcome.Forbidden.class);
        assertThat(assessments.agree(supervisor, code, Ids.next())).isInstanceOf(Outcome.NotFound.class);
        Actor another = actor(person(Role.CASE_SUPERVISOR, ngo));
        done(assessments.agree(another, code, lowered.id()));
        assertThat(now(code).risk()).isEqualTo(CaseFile.Risk.LOW);
        assertThat(refused(assessments.agree(another, code, lowered.id()))).isEqualTo("cases.nothing-waits");
    }

    @Test
    void whatWasSeenSinceIsNotOverruled() {
        String code = assessed();
        Assessment lowered = done(assess(worker, code, Assessment.Kind.REVIEW, CaseFile.Risk.LOW));
        done(assess(worker, code, Assessment.Kind.REVIEW, CaseFile.Risk.HIGH));
        assertThat(refused(assessments.agree(supervisor, code, lowered.id()))).isEqualTo("cases.assessment-older");
        assertThat(now(code).risk()).isEqualTo(CaseFile.Risk.HIGH);
    }
}
