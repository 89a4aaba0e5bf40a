package org.akoma.ground.reference;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/policies")
class PolicyApi {

    private final Policies policies;

    PolicyApi(Policies policies) {
        this.policies = policies;
    }

    record View(
            String key,
            String value,
            String unit,
            String rule,
            String basis,
            String standing,
            String sourceFr,
            String sourceEn,
            String labelFr,
            String labelEn,
            boolean overridden) {
        static View of(Policy p) {
            return new View(
                    p.key(),
                    p.value(),
                    p.unit().name(),
                    p.rule(),
                    p.basis(),
                    p.standing().name(),
                    p.sourceFr(),
                    p.sourceEn(),
                    p.labelFr(),
                    p.labelEn(),
                    p.overridden());
        }
    }

    record Items(List<View> items) {}

    @GetMapping
    Items all() {
        return new Items(policies.all().stream().map(View::of).toList());
    }
}
