package org.akoma.protection.assessment;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.akoma.ground.access.People;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Shown;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.springframework.stereotype.Component;

/** What a panel weighed, for the supervisor who confirms that it sat, and which of its members signed by their own account. */
@Component
class PanelDetails {

    private final BestInterestsStore weighings;
    private final PanelSignatureStore signatures;
    private final People people;

    PanelDetails(BestInterestsStore weighings, PanelSignatureStore signatures, People people) {
        this.weighings = weighings;
        this.signatures = signatures;
        this.people = people;
    }

    List<Shown.Field> of(CaseFile file, Decision decision) {
        return CaseWork.among(weighings.of(file.id()), Weighing::id, decision.subject())
                .map(made -> fields(file, made))
                .orElse(List.of());
    }

    private List<Shown.Field> fields(CaseFile file, Weighing made) {
        String ground = made.ground() == null ? null : made.ground().name();
        return List.of(
                Shown.Field.code("cases.proposed.ground", "weighing-ground", null, ground),
                Shown.Field.text("cases.proposed.options", null, made.words().options()),
                Shown.Field.text("cases.proposed.childsView", null, made.words().childsView()),
                Shown.Field.text("cases.proposed.dissent", null, made.words().dissent()),
                new Shown.Field("cases.proposed.signed", Shown.SIGNERS, List.of(), signed(file, made.id())));
    }

    private List<Object> signed(CaseFile file, UUID weighing) {
        Set<UUID> persons = signatures.of(file.id()).stream()
                .filter(one -> one.weighing().equals(weighing))
                .map(PanelSignature::person)
                .collect(Collectors.toSet());
        return people.codes(persons).values().stream()
                .sorted()
                .<Object>map(code -> code)
                .toList();
    }
}
