package org.akoma.exchange.packages;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.akoma.ground.access.Actor;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Shown;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseFiles;
import org.akoma.protection.cases.DecidableOnFile;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** That a package for an authority is made: what the supervisor sees before they agree. */
@Component
class PackageDecisions implements DecidableOnFile {

    private final Packages packages;
    private final CaseFiles files;

    PackageDecisions(Packages packages, CaseFiles files) {
        this.packages = packages;
        this.files = files;
    }

    @Override
    public CaseFiles files() {
        return files;
    }

    @Override
    public String kind() {
        return Packages.KIND;
    }

    @Override
    public Set<String> needs() {
        return Set.of("to", "purpose", "minimum");
    }

    /** As it is kept; what the request says beside is for people to read. */
    @Override
    public Optional<Shown> show(Actor actor, Decision decision) {
        CaseFile file = file(decision).orElse(null);
        SentPackage asked = packages.find(decision.subject()).orElse(null);
        if (file == null || asked == null) return Optional.empty();
        return Optional.of(new Shown(
                file.code(),
                PackagePages.of(file.code()),
                List.of(
                        Shown.Field.code("packages.to", Shown.STRUCTURE, null, asked.to()),
                        Shown.Field.code(
                                "packages.purpose",
                                "packages.purposes",
                                null,
                                asked.purpose().name()),
                        Shown.Field.code(
                                "packages.holds", "packages.extents", null, asked.minimum() ? "MINIMUM" : "WHOLE"))));
    }

    @Override
    public Decisions.Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        return packages.decide(actor, decision, agreed, reason);
    }

    @Override
    public Optional<String> again(Actor actor, Decision decision) {
        return file(decision).map(file -> PackagePages.of(file.code()));
    }
}
