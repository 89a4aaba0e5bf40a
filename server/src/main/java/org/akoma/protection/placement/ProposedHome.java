package org.akoma.protection.placement;

import java.util.Map;
import java.util.UUID;
import org.akoma.ground.decisions.Decision;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.ProposalForm;
import org.akoma.protection.shelters.Shelters;
import org.springframework.stereotype.Component;

/** The form of a home that was proposed: where exactly and with whom is in the record, not in the decision. */
@Component
class ProposedHome implements ProposalForm.Filling {

    private final PlacementStore places;
    private final Shelters shelters;
    private final CaseWork work;

    ProposedHome(PlacementStore places, Shelters shelters, CaseWork work) {
        this.places = places;
        this.shelters = shelters;
        this.work = work;
    }

    @Override
    public void fill(CaseFile file, Decision taken, Map<String, Object> typed) {
        Placement home = places.find(file.id(), taken.subject()).orElse(null);
        if (home == null) return;
        UUID shelter = home.shelterId();
        if (shelter != null) shelters.find(shelter).ifPresent(one -> typed.put("shelter", one.code()));
        ProposalForm.put(typed, "address", home.words().address());
        ProposalForm.put(typed, "withWhom", home.words().withWhom());
        ProposalForm.put(typed, "whyInWords", home.words().whyInWords());
    }
}
