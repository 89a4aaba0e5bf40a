package org.akoma.ground.agreements;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.akoma.Ids;
import org.akoma.ground.access.Section;
import org.akoma.ground.agreements.Agreement.Purpose;
import org.akoma.ground.agreements.Agreements.Verdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What two structures may tell each other on a day. */
class AgreementRuleTest {

    private static final LocalDate DAY = LocalDate.parse("2015-11-16");
    private static final Set<Section> CARE = Set.of(Section.STATUS, Section.ASSISTANCE, Section.IDENTITY);

    private static Agreement agreement(boolean both, @Nullable String confirmed, String until, @Nullable String ended) {
        return new Agreement(
                Ids.next(),
                "NGO-A",
                "MAS-CI",
                both,
                Set.of(Purpose.CARE),
                CARE,
                Agreement.Channel.AKOMA,
                90,
                LocalDate.parse("2015-06-01"),
                LocalDate.parse(until),
                "PM-01",
                Instant.EPOCH,
                confirmed,
                confirmed == null ? null : Instant.EPOCH,
                ended == null ? null : LocalDate.parse(ended));
    }

    private static Verdict judge(Agreement one, String teller, String listener, Purpose purpose, Set<Section> what) {
        return new AgreementRule(List.of(one)).judge(teller, listener, purpose, what, DAY);
    }

    private static String why(Verdict verdict) {
        return ((Verdict.Refused) verdict).why().code();
    }

    @Test
    void whatIsAgreedIsAllowedAndNothingElse() {
        Agreement good = agreement(false, "DPO-01", "2016-06-01", null);
        assertThat(judge(good, "NGO-A", "MAS-CI", Purpose.CARE, CARE)).isEqualTo(new Verdict.Allowed(good));
        assertThat(judge(good, "NGO-A", "MAS-CI", Purpose.CARE, Set.of(Section.HEALTH, Section.IDENTITY)))
                .isEqualTo(new Verdict.TooMuch(good, Set.of(Section.HEALTH)));
        assertThat(why(judge(good, "NGO-A", "MAS-CI", Purpose.RETURN, CARE))).isEqualTo("access.agreement-purpose");
        assertThat(why(judge(good, "MAS-CI", "NGO-A", Purpose.CARE, CARE))).isEqualTo("access.agreement-other-way");
        assertThat(why(judge(good, "NGO-B", "MAS-CI", Purpose.CARE, CARE))).isEqualTo("access.agreement-none");
    }

    @Test
    void bothWaysIsBothWays() {
        Agreement both = agreement(true, "DPO-01", "2016-06-01", null);
        assertThat(judge(both, "MAS-CI", "NGO-A", Purpose.CARE, CARE)).isEqualTo(new Verdict.Allowed(both));
    }

    @Test
    void whatWaitsOrIsOverAllowsNothing() {
        assertThat(why(judge(agreement(false, null, "2016-06-01", null), "NGO-A", "MAS-CI", Purpose.CARE, CARE)))
                .isEqualTo("access.agreement-unconfirmed");
        assertThat(why(judge(agreement(false, "DPO-01", "2015-11-16", null), "NGO-A", "MAS-CI", Purpose.CARE, CARE)))
                .isEqualTo("access.agreement-over");
        assertThat(why(judge(
                        agreement(false, "DPO-01", "2016-06-01", "2015-11-16"), "NGO-A", "MAS-CI", Purpose.CARE, CARE)))
                .isEqualTo("access.agreement-over");
    }
}
