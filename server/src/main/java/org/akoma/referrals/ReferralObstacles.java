package org.akoma.referrals;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.akoma.FieldError;
import org.akoma.access.Agreement;
import org.akoma.access.Agreements;
import org.akoma.access.Section;
import org.akoma.cases.CaseFile;
import org.akoma.cases.CaseWork;
import org.akoma.cases.Consent;
import org.akoma.cases.Consents;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What stands against sending a referral: no agreement, sections outside it, no consent. */
@Component
class ReferralObstacles {

    private final Agreements agreements;
    private final Consents consents;
    private final CaseWork work;

    ReferralObstacles(Agreements agreements, Consents consents, CaseWork work) {
        this.agreements = agreements;
        this.consents = consents;
        this.work = work;
    }

    /** @param agreement null when something stands against it */
    record Judged(@Nullable Agreement agreement, List<FieldError> errors) {}

    Judged judge(CaseFile file, Referral draft) {
        List<FieldError> errors = new ArrayList<>();
        Agreement agreement =
                switch (agreements.judge(draft.from(), draft.to(), draft.purpose(), draft.sections(), work.today())) {
                    case Agreements.Verdict.Allowed(Agreement found) -> found;
                    case Agreements.Verdict.TooMuch(Agreement found, Set<Section> outside) -> {
                        outside.stream()
                                .sorted()
                                .forEach(one -> errors.add(FieldError.of(
                                        "sections",
                                        "referrals.outside-" + one.name().toLowerCase(Locale.ROOT),
                                        found.from(),
                                        found.to())));
                        yield null;
                    }
                    case Agreements.Verdict.Refused(FieldError why) -> {
                        errors.add(why);
                        yield null;
                    }
                };
        if (!consents.allows(file, Consent.Purpose.SHARE_FOR_REFERRAL)) errors.add(unconsented(file));
        return new Judged(agreement, errors);
    }

    private FieldError unconsented(CaseFile file) {
        return FieldError.of(
                "consent",
                consents.current(file, Consent.Purpose.SHARE_FOR_REFERRAL)
                        .map(status -> "referrals.consent-"
                                + status.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .orElse("referrals.consent-none"));
    }
}
