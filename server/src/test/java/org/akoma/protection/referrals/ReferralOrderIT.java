package org.akoma.protection.referrals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.akoma.Ids;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.agreements.Agreement;
import org.akoma.ground.database.TestDatabase;
import org.akoma.ground.web.Form;
import org.akoma.protection.consent.Consent;
import org.akoma.protection.referrals.ListReferrals.Order;
import org.akoma.protection.referrals.ListReferrals.Scope;
import org.akoma.protection.referrals.Referral.Priority;
import org.akoma.protection.referrals.Referral.Step;
import org.junit.jupiter.api.Test;

/** The page begins with what nobody has acknowledged, the longest late first; programs and files with the newest. */
class ReferralOrderIT extends ReferralHouse {

    private String sentOn(int day, Priority priority) {
        clock.moveTo(MORNING.plusSeconds(86_400L * (day + 1)));
        DraftReferral draft = new DraftReferral(
                Ids.next(),
                null,
                null,
                null,
                clinic.code(),
                Agreement.Purpose.CARE,
                priority,
                null,
                Set.of(Section.ASSISTANCE),
                null,
                new Referral.SealedText("Elle tousse", "Un examen"));
        Referral made = done(referrals.draft(worker, file, draft));
        return done(referrals.send(worker, file, made.id(), null)).code();
    }

    private String acknowledged(String code) {
        done(answers.answer(nurse, code, AnswerReferral.of(Step.ACKNOWLEDGE)));
        return code;
    }

    /** To whom a child can be referred: who answers by an account first, then who is in the country, and how each is called. */
    @Test
    void whoAnswersIsOfferedFirstThenWhoIsNear() {
        Organisation silent = structure(Organisation.Kind.CENTRAL_GOVERNMENT);
        Organisation abroad = structure(Organisation.Kind.PROVIDER, "GH");
        person(Role.PROVIDER, abroad);
        for (Organisation one : List.of(silent, abroad, clinic)) agree(ngo, one, Section.ASSISTANCE);
        TestDatabase.ownerDoes(
                "insert into referrals.structure_entry (organisation_id, telephone, updated_at, updated_by) values ('%s', '+225 27 20 00 00 00', now(), '%s')"
                        .formatted(clinic.id(), nurse.personId()));
        String page = browser(worker.username())
                .get("/cases/" + file + "/referrals/new")
                .body();
        String offered =
                page.substring(page.indexOf("id=\"to\""), page.indexOf("</select>", page.indexOf("id=\"to\"")));
        assertThat(List.of(clinic.code(), abroad.code(), silent.code()).stream()
                        .map(code -> offered.indexOf("value=\"" + code + "\""))
                        .toList())
                .doesNotContain(-1)
                .isSorted();
        assertThat(offered).contains("+225 27 20 00 00 00");
    }

    @Test
    void whatWaitsComesBeforeWhatIsNewer() {
        agree(ngo, clinic, Section.ASSISTANCE);
        consent(Consent.Status.GIVEN);
        String older = acknowledged(sentOn(0, Priority.URGENT));
        String longest = sentOn(1, Priority.NORMAL);
        String late = sentOn(2, Priority.NORMAL);
        String urgent = sentOn(3, Priority.URGENT);
        String newer = acknowledged(sentOn(4, Priority.NORMAL));
        String inTime = sentOn(20, Priority.NORMAL);
        List<String> order = List.of(urgent, longest, late, inTime, newer, older);

        String page = browser(worker.username()).get("/referrals?scope=MINE").body();
        assertThat(order.stream()
                        .map(code -> page.indexOf("/referrals/" + code))
                        .toList())
                .doesNotContain(-1)
                .isSorted();
        for (int size = 1; size <= 4; size++)
            assertThat(turned(size)).as("pages of " + size).isEqualTo(order);

        assertThat(api(worker.username()).get("/api/v1/referrals?scope=MINE").json().path("items").values().stream()
                        .map(one -> one.path("code").asString()))
                .containsExactly(inTime, newer, urgent, late, longest, older);
        String waiting = browser(worker.username())
                .get("/referrals?scope=MINE&view=WAITING")
                .body();
        assertThat(waiting).doesNotContain(newer, older);
        assertThat(waiting.indexOf(longest)).isLessThan(waiting.indexOf(late));
    }

    /** All pages one after the other, each from the cursor of the one before. */
    private List<String> turned(int size) {
        List<String> codes = new ArrayList<>();
        ListReferrals.After after = null;
        do {
            ReferralLists.Page page = Objects.requireNonNull(lists.list(
                    worker,
                    new ListReferrals(
                            Scope.MINE, null, null, null, null, null, clock.instant(), Order.URGENT, after, size)));
            page.items().forEach(line -> codes.add(line.referral().code()));
            after = page.next() == null
                    ? null
                    : ReferralListForm.after(Form.ofJson(Map.of()), ReferralListForm.cursor(page.next()));
        } while (after != null);
        return codes;
    }
}
