package org.akoma.protection.overview;

import java.util.List;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decisions;
import org.akoma.protection.cases.CaseFiles;
import org.akoma.protection.cases.FileDecidable;
import org.akoma.protection.cases.ProposalForm;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What two people decide about who sees a file: that somebody else may write in it. */
@Configuration(proxyBeanMethods = false)
class FileDecisions {

    @Bean
    Decidable decidedShares(Shares shares, CaseFiles files, Decisions decisions) {
        return new FileDecidable(
                        Shares.WRITE,
                        "/access",
                        List.of("grantee", "sections", "until"),
                        files,
                        decisions,
                        shares::decide,
                        (actor, file, decision) -> {})
                .typedAt("/share");
    }

    @Bean
    ProposalForm shareForm() {
        return ProposalForm.of(Shares.WRITE).asking("why");
    }

    @Bean
    ProposalForm transferForm() {
        return ProposalForm.of(Transfers.KIND).asking("why");
    }
}
