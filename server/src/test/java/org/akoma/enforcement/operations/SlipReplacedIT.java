package org.akoma.enforcement.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.akoma.Ids;
import org.akoma.SqlAs;
import org.akoma.airlock.slips.RefuseSlip;
import org.akoma.airlock.slips.SignSlip;
import org.akoma.airlock.slips.Slip;
import org.akoma.airlock.slips.SlipContent;
import org.akoma.airlock.slips.WriteSlip;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.junit.jupiter.api.Test;

/** A slip that is written instead of one that care sent back: it corrects what was refused, and swaps no child for another one. */
class SlipReplacedIT extends SlipScene {

    /** Another person's slip, another operation's, one that nobody sent back: none of them is replaced; and a child stays a child. */
    @Test
    void onlyASlipThatWasSentBackIsReplacedAndByNoOtherPersonsSlip() {
        String mine = met("F", 14);
        String other = met("F", 9);
        Slip back = back(slip(mine, null, 1, "F", 14, worker));
        Slip waits = signed(written(7));
        assertThat(write(null, waits.number(), 8, "M", 14, worker)).isEqualTo(new WriteSlip.Result.NotToReplace());
        assertThat(write(null, "FR-2015-9999", 8, "M", 14, worker)).isEqualTo(new WriteSlip.Result.NotToReplace());
        assertThat(write(other, back.number(), 2, "F", 9, worker))
                .as("a slip that hands over two children")
                .isEqualTo(new WriteSlip.Result.NoSuchPerson());
        assertThat(write(null, back.number(), 1, "F", 19, worker)).isEqualTo(new WriteSlip.Result.StaysAChild());
        refusedBySql("slips.not-to-replace", copy(waits, 8, 14, waits.id().toString()));
        refusedBySql("slips.stays-a-child", copy(back, 3, 19, back.id().toString()));
    }

    @Test
    void noOtherPersonTakesTheSlipThatReplacesAChilds() {
        String mine = met("F", 14);
        String other = met("F", 9);
        Slip back = back(slip(mine, null, 1, "F", 14, worker));
        Slip anew = slip(null, back.number(), 1, "F", 11, worker);
        refusedBySql(
                "operations.slip-taken",
                "update operations.screened set slip_id = '" + anew.id() + "' where code = '" + other
                        + "' and operation_id = '" + operation.id() + "'");
        assertThat(write(null, back.number(), 9, "F", 12, worker))
                .as("one at a time")
                .isEqualTo(new WriteSlip.Result.NotToReplace());
    }

    /** The structure that sent the slip back reads what changed and receives the child: nobody is asked whether two slips are of one child. */
    @Test
    void theStructureThatSentItBackReceivesTheChildByTheCorrectedSlip() {
        Actor supervisor = actor(person(Role.CASE_SUPERVISOR, ngo));
        Actor colleague = actor(person(Role.CASE_WORKER, ngo));
        String mine = met("F", 14);
        Slip back = back(slip(mine, null, 1, "F", 14, worker));
        String page = "/slips/" + back.number();
        assertThat(body(officer, "/slips/new?instead=" + back.number()))
                .contains("name=\"instead\" value=\"" + back.number() + "\"", "Ce n’est pas le bon âge")
                .doesNotContain("??");
        Slip anew = slip(null, back.number(), 1, "F", 12, colleague);
        assertThat(anew.insteadOf()).isEqualTo(back.number());
        assertThat(body(officer, page))
                .contains(anew.number() + " remplace cette fiche")
                .doesNotContain("??");
        assertThat(body(coordinator, "/operations/" + operation.code() + "/close"))
                .contains(anew.number() + " remplace cette fiche")
                .doesNotContain("crivez une autre fiche", "??");
        assertThat(body(officer, "/operations/" + operation.code() + "/persons/" + mine))
                .contains("/slips/" + anew.number())
                .doesNotContain("/slips/" + back.number());
        signed(anew);
        assertThat(body(colleague, "/slips/" + anew.number()))
                .contains("Cette fiche remplace " + back.number(), "14 ans → 12 ans")
                .contains("seulement si c’est celui", "Ce n’est pas le bon âge")
                .doesNotContain("??");
        accept(colleague, slips.find(colleague, anew.number()).orElseThrow());
        assertThat(slips.find(supervisor, back.number()).orElseThrow().isSentBack())
                .isFalse();
        assertThat(body(supervisor, "/")).doesNotContain("dire si deux fiches", back.number());
        assertThat(body(officer, "/slips/" + anew.number())).contains("/persons/" + mine);
        assertThat(body(officer, page)).contains("est la sienne", anew.number());
    }

    /** A girl of 14 who comes as a boy of 8: a colleague who saw neither takes no child for the other; who refused the first slip does, or the supervisor. */
    @Test
    void anotherChildIsNotTakenByAColleagueWhoSawNeither() {
        Actor supervisor = actor(person(Role.CASE_SUPERVISOR, ngo));
        Actor colleague = actor(person(Role.CASE_WORKER, ngo));
        Slip back = back(slip(met("F", 14), null, 1, "F", 14, worker));
        Slip anew = signed(slip(null, back.number(), 1, "M", 8, colleague));
        assertThat(body(colleague, "/slips/" + anew.number()))
                .contains("14 ans → 8 ans", "Fille → Garçon", "la personne qui a refusé la première fiche");
        accept(colleague, anew);
        assertThat(slips.find(supervisor, back.number()).orElseThrow().isSentBack())
                .isTrue();
        assertThat(body(supervisor, "/")).contains("dire si deux fiches sont du même enfant", back.number());

        Slip second = back(slip(met("F", 14), null, 2, "F", 14, worker));
        accept(worker, signed(slip(null, second.number(), 2, "M", 8, worker)));
        assertThat(slips.find(supervisor, second.number()).orElseThrow().isSentBack())
                .isFalse();
    }

    /** Elsewhere nobody saw the first child: the doubt stays, the supervisor of the first structure has it before all else, and says so with a second person. */
    @Test
    void anotherStructureDoesNotSwapTheChild() {
        Actor supervisor = actor(person(Role.CASE_SUPERVISOR, ngo));
        Organisation second = structure(Organisation.Kind.NGO);
        Actor there = actor(person(Role.CASE_WORKER, second));
        String mine = met("F", 14);
        Slip back = back(slip(mine, null, 1, "F", 14, worker));
        Slip anew = signed(slip(null, back.number(), 1, "M", 8, there));
        assertThat(body(there, "/slips/" + anew.number())).doesNotContain(back.number());
        accept(there, anew);
        assertThat(slips.find(supervisor, back.number()).orElseThrow().isSentBack())
                .isTrue();
        assertThat(body(officer, "/operations/" + operation.code() + "/persons/" + mine))
                .contains("/slips/" + back.number())
                .doesNotContain("/slips/" + anew.number());
        String truth = "dit si c’est le même enfant";
        assertThat(body(officer, "/slips/" + back.number())).contains(truth);
        assertThat(body(coordinator, "/operations/" + operation.code() + "/close"))
                .contains(truth)
                .doesNotContain("crivez une autre fiche");
        assertThat(body(supervisor, "/")).contains("dire si deux fiches sont du même enfant", back.number());
        assertThat(body(supervisor, "/slips/" + back.number())).contains("settlement?slip=" + anew.number());
    }

    /** The same number, sex and age, to another structure, without a word of the slip that was sent back: nobody saw both children. */
    @Test
    void anotherStructureSettlesNoSlipThatItDoesNotName() {
        Actor supervisor = actor(person(Role.CASE_SUPERVISOR, ngo));
        Actor there = actor(person(Role.CASE_WORKER, structure(Organisation.Kind.NGO)));
        Slip back = back(slip(null, null, 1, "F", 9, worker));
        accept(there, signed(slip(null, null, 1, "F", 10, there)));
        assertThat(slips.find(supervisor, back.number()).orElseThrow().isSentBack())
                .isTrue();
        assertThat(body(supervisor, "/")).contains("dire si deux fiches sont du même enfant", back.number());
    }

    /** A girl's slip with the number and the age of another one who was sent back: they were met as two, and one does not answer for the other. */
    @Test
    void oneOfTwoWhoWereMetDoesNotAnswerForTheOther() {
        String mine = met("F", 14);
        String other = met("F", 13);
        Slip back = back(slip(mine, null, 1, "F", 14, worker));
        accept(worker, signed(slip(other, null, 1, "F", 13, worker)));
        assertThat(slips.find(worker, back.number()).orElseThrow().isSentBack()).isTrue();
        Slip second = back(slip(met("F", 14), null, 2, "F", 14, worker));
        Slip third = back(slip(met("F", 13), null, 2, "F", 13, worker));
        accept(worker, signed(slip(null, third.number(), 2, "F", 13, worker)));
        assertThat(slips.find(worker, third.number()).orElseThrow().isSentBack())
                .isFalse();
        assertThat(slips.find(worker, second.number()).orElseThrow().isSentBack())
                .isTrue();
    }

    /** Sent back twice: who receives by the last one receives the child of both. */
    @Test
    void aSlipThatWasSentBackTwiceEndsWithTheLast() {
        Slip first = back(slip(met("F", 14), null, 1, "F", 14, worker));
        Slip second = back(slip(null, first.number(), 1, "F", 11, worker));
        Slip last = signed(slip(null, second.number(), 1, "F", 8, worker));
        accept(worker, last);
        for (Slip one : List.of(first, second))
            assertThat(slips.find(worker, one.number()).orElseThrow().isSentBack())
                    .isFalse();
    }

    private String met(String sex, int age) {
        return ((ScreenPerson.Result.Recorded) screenings.screen(
                        officer,
                        new ScreenPerson(operation.code(), "SITE-01", FOUND, Screened.Appears.CHILD, sex, age, null)))
                .person()
                .code();
    }

    private Slip back(Slip slip) {
        Slip signed = slip.isOpen()
                ? ((SignSlip.Result.Signed) slips.sign(officer, new SignSlip(slip.number(), slip.version()))).slip()
                : slip;
        return ((RefuseSlip.Result.Refused)
                        slips.refuse(worker, new RefuseSlip(signed.number(), "Ce n’est pas le bon âge")))
                .slip();
    }

    private Slip slip(String person, String instead, int number, String sex, int age, Actor receiver) {
        return ((WriteSlip.Result.Written) write(person, instead, number, sex, age, receiver)).slip();
    }

    private WriteSlip.Result write(String person, String instead, int number, String sex, int age, Actor receiver) {
        SlipContent said = content(number, receiver, HANDED);
        SlipContent seen = new SlipContent(
                said.site(),
                said.foundAt(),
                said.handedAt(),
                said.badge(),
                said.receiver(),
                number,
                sex,
                age,
                said.urgentMedical(),
                said.interpreterLanguage(),
                said.condition(),
                said.belongings());
        return slips.write(officer, new WriteSlip(Ids.next(), operation.code(), seen, person, instead));
    }

    private static String copy(Slip slip, int number, int age, String instead) {
        return "insert into slips.slip (id, operation_id, site_code, found_at, handed_at, receiver_id, child_number,"
                + " apparent_sex, apparent_age, urgent_medical, condition, belongings, instead_of) select"
                + " gen_random_uuid(), operation_id, site_code, found_at, handed_at, receiver_id, "
                + number + ", apparent_sex, " + age + ", urgent_medical, condition, belongings, '" + instead
                + "' from slips.slip where number = '" + slip.number() + "'";
    }

    private void refusedBySql(String why, String sql) {
        assertThatThrownBy(() -> SqlAs.change(officer, clock.instant(), sql)).hasMessageContaining(why);
    }

    private String body(Actor reader, String page) {
        return browser(reader.username())
                .get(page + (page.contains("?") ? "&" : "?") + "lang=fr")
                .body();
    }
}
