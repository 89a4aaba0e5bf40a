package org.akoma.exchange.packages;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Shown;
import org.akoma.ground.journal.Journal;
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

    /** That what a partner calls back is closed although the child is accepted here: what the supervisor sees before they agree. */
    @Component
    static class OfCallBacks implements DecidableOnFile {

        private final CallBackStore store;
        private final CaseFiles files;
        private final Decisions decisions;
        private final Journal journal;

        OfCallBacks(CallBackStore store, CaseFiles files, Decisions decisions, Journal journal) {
            this.store = store;
            this.files = files;
            this.decisions = decisions;
            this.journal = journal;
        }

        @Override
        public CaseFiles files() {
            return files;
        }

        @Override
        public String kind() {
            return CallBacks.KIND;
        }

        @Override
        public Set<String> needs() {
            return Set.of("from", "reason");
        }

        @Override
        public Optional<Shown> show(Actor actor, Decision decision) {
            CaseFile file = file(decision).orElse(null);
            if (file == null) return Optional.empty();
            return store.received(file.id(), decision.subject())
                    .map(one -> new Shown(
                            file.code(),
                            "/cases/" + file.code() + "/origin",
                            List.of(
                                    Shown.Field.code(
                                            "packages.call-back.reason",
                                            "packages.call-back.reasons",
                                            null,
                                            one.reason().name()),
                                    Shown.Field.text("packages.call-back.whom", null, one.contact()))));
        }

        @Override
        public Decisions.Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
            CaseFile file = file(decision).orElse(null);
            if (file == null) return new Decisions.Verdict.NotFound();
            Decisions.Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
            if (verdict instanceof Decisions.Verdict.Done)
                journal.note(
                        file.id(),
                        Section.STATUS,
                        agreed ? "packages.called-back" : "packages.call-back-refused",
                        Map.of("package", decision.subject()));
            return verdict;
        }

        /** The partner is answered: who read it in may be the one who gave the child to another. */
        @Override
        public boolean mayWithdraw() {
            return false;
        }

        @Override
        public Optional<String> again(Actor actor, Decision decision) {
            return file(decision).map(file -> "/cases/" + file.code() + "/origin");
        }
    }
}
