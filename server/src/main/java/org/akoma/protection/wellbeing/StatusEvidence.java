package org.akoma.protection.wellbeing;

import static org.akoma.protection.closure.ClosureFinding.met;
import static org.akoma.protection.closure.ClosureFinding.notMet;
import static org.akoma.protection.closure.ClosureFinding.unknown;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.closure.ClosureEvidence;
import org.akoma.protection.closure.ClosureFinding;
import org.akoma.protection.closure.ClosureFinding.Criterion;
import org.springframework.stereotype.Component;

/** What the newest index and the risk say about closing a file ({@code requirements.md 2.5}). */
@Component
class StatusEvidence implements ClosureEvidence {

    private static final List<CsiFactor> CORE =
            List.of(CsiFactor.CARE, CsiFactor.ABUSE_EXPLOITATION, CsiFactor.LEGAL_PROTECTION);

    private final CsiStore indexes;
    private final RiskScoreStore scores;
    private final Policies policies;

    StatusEvidence(CsiStore indexes, RiskScoreStore scores, Policies policies) {
        this.indexes = indexes;
        this.scores = scores;
        this.policies = policies;
    }

    @Override
    public List<ClosureFinding> about(CaseFile file, LocalDate today) {
        List<ClosureFinding> found = new ArrayList<>();
        Csi newest = indexes.of(file.id()).stream().findFirst().orElse(null);
        if (newest != null) {
            LocalDate oldest = today.minusDays(policies.days("closure.csi.max"));
            boolean old = newest.on().isBefore(oldest);
            found.add(
                    old
                            ? notMet(Criterion.CSI_NO_ONE, "followup.closure.csi-old", newest.on(), oldest)
                            : noOne(newest));
            found.add(core(newest));
        }
        found.add(risk(file));
        return found;
    }

    private ClosureFinding noOne(Csi csi) {
        int bad = policies.count("closure.csi.no-factor-at");
        boolean any = csi.levels().values().stream().anyMatch(level -> level <= bad);
        if (any) return notMet(Criterion.CSI_NO_ONE, "followup.closure.csi-one", csi.on());
        return csi.missing().isEmpty()
                ? met(Criterion.CSI_NO_ONE, "followup.closure.csi-no-one", csi.on())
                : unknown(Criterion.CSI_NO_ONE, "followup.closure.csi-missing", csi.on());
    }

    private ClosureFinding core(Csi csi) {
        int least = policies.count("closure.csi.core.min");
        List<Integer> levels =
                CORE.stream().map(csi::level).filter(Objects::nonNull).toList();
        if (levels.stream().anyMatch(level -> level < least))
            return notMet(Criterion.CSI_CORE, "followup.closure.core-low", csi.on(), least);
        return levels.size() == CORE.size()
                ? met(Criterion.CSI_CORE, "followup.closure.core", csi.on(), least)
                : unknown(Criterion.CSI_CORE, "followup.closure.csi-missing", csi.on());
    }

    /** Both must say so: what a person decided on the file, and the newest score. */
    private ClosureFinding risk(CaseFile file) {
        RiskScore newest = scores.of(file.id()).stream().findFirst().orElse(null);
        if (file.risk() != CaseFile.Risk.LOW) return notMet(Criterion.RISK_LOW, "followup.closure.risk-file");
        if (newest == null) return unknown(Criterion.RISK_LOW, "followup.closure.risk-none");
        return newest.proposed() == CaseFile.Risk.LOW
                ? met(Criterion.RISK_LOW, "followup.closure.risk", newest.on())
                : notMet(Criterion.RISK_LOW, "followup.closure.risk-score", newest.on());
    }
}
