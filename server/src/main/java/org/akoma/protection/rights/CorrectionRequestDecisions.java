package org.akoma.protection.rights;

import java.util.List;
import java.util.Set;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Shown;
import org.akoma.protection.cases.CaseFiles;
import org.akoma.protection.cases.FileDecidable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** That something is not corrected: the second person reads what the child said beside the reason. */
@Configuration(proxyBeanMethods = false)
class CorrectionRequestDecisions {

    @Bean
    Decidable decidedCorrections(CorrectionRequests corrections, CaseFiles files, Decisions decisions) {
        return new FileDecidable(
                        CorrectionRequests.KIND,
                        CorrectionRequestPages.PAGE,
                        List.of("section"),
                        files,
                        decisions,
                        (actor, code, decision, agreed, reason) ->
                                corrections.decide(actor, code, decision, agreed, reason),
                        (actor, file, decision) -> {},
                        (file, decision) -> corrections
                                .find(decision.subject())
                                .map(one -> List.of(Shown.Field.text("rights.correction.words", null, one.words())))
                                .orElse(List.of()))
                .needing(Set.of("section"));
    }
}
