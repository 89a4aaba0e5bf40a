package org.akoma.protection.attachments;

import java.util.List;
import java.util.Optional;
import org.akoma.ground.access.Actor;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Shown;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.Verdicts;
import org.akoma.protection.identity.Cases;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** That an attachment is destroyed, for the page of what is to be decided. */
@Component
class WithdrawalDecisions implements Decidable {

    private final Attachments attachments;
    private final Cases cases;
    private final Decisions decisions;

    WithdrawalDecisions(Attachments attachments, Cases cases, Decisions decisions) {
        this.attachments = attachments;
        this.cases = cases;
        this.decisions = decisions;
    }

    @Override
    public String kind() {
        return Attachments.WITHDRAWAL;
    }

    @Override
    public Optional<Shown> show(Actor actor, Decision decision) {
        return file(decision)
                .map(file -> new Shown(
                        file.code(),
                        "/cases/" + file.code() + "/attachments/" + decision.subject(),
                        List.of(
                                field(decision, "attachments.kind", "attachment-kind", "kind"),
                                field(decision, "attachments.reason", "attachment-withdrawal", "reason"),
                                field(decision, "attachments.words", null, "words"))));
    }

    private static Shown.Field field(Decision decision, String label, @Nullable String list, String name) {
        Object value = decision.fields().get(name);
        return new Shown.Field(label, list, List.of(), value == null ? List.of() : List.of(value.toString()));
    }

    @Override
    public Optional<String> title(Actor actor, Decision decision) {
        return file(decision).map(CaseFile::code);
    }

    @Override
    public Decisions.Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        CaseFile file = file(decision).orElse(null);
        if (file == null) return new Decisions.Verdict.NotFound();
        return Verdicts.of(attachments.decide(actor, file.code(), decision, agreed, reason), decisions, decision);
    }

    private Optional<CaseFile> file(Decision decision) {
        return decision.fileId() == null ? Optional.empty() : cases.find(decision.fileId());
    }
}
