package org.akoma.protection.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.Visit;
import org.akoma.ground.access.Section;
import org.akoma.protection.referrals.Referral;
import org.akoma.protection.referrals.ReferralHouse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What two structures say about a referral: in the file, for a section that the referral carries, as long as it runs. */
class AboutReferralIT extends ReferralHouse {

    @Autowired
    Conversations conversations;

    @Autowired
    Messages messages;

    private BeginConversation about(Referral referral, Section section) {
        return new BeginConversation(
                Ids.next(), file, section, referral.code(), "Peut-elle venir jeudi ?", Set.of(), referral.code());
    }

    @Test
    void bothStructuresReadItUntilTheReferralEnds() {
        Referral referral = sent(Section.STATUS, Section.ASSISTANCE);
        assertThat(refusals(conversations.begin(worker, about(referral, Section.NOTES))))
                .containsExactly("referrals.not-about");
        Conversation talk = done(conversations.begin(worker, about(referral, Section.ASSISTANCE)));
        done(messages.say(nurse, talk.id(), Ids.next(), "Oui, à neuf heures."));
        assertThat(conversations.aboutReferral(nurse, referral)).hasSize(1);
        Visit visit = browser(nurse.username());
        Answer page = visit.get("/messages/about/" + referral.code());
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("/messages/" + talk.id()).doesNotContain("??");
        assertThat(visit.get("/referrals/" + referral.code()).body()).contains("/messages/about/" + referral.code());
        assertThat(browser(worker.username())
                        .get("/cases/" + file + "/messages?about=" + referral.code())
                        .body())
                .contains("name=\"about\"", "value=\"" + referral.code() + "\"");
        done(referrals.end(worker, file, referral.id(), null, null));
        assertThat(messages.open(nurse, talk.id(), null)).isEmpty();
        assertThat(conversations.inbox(nurse, null, 10)).isEmpty();
        assertThat(messages.open(supervisor, talk.id(), null)).isPresent();
    }
}
