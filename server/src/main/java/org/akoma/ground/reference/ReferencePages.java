package org.akoma.ground.reference;

import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Shows what Akoma counts with, and on whose word. */
@Controller
class ReferencePages {

    private final Policies policies;

    ReferencePages(Policies policies) {
        this.policies = policies;
    }

    /** {@code value} is a number where there is one, so that the text can say "1 day" and "2 days". */
    record Row(String rule, String label, Object value, String unit, String standing, String basis, String source) {
        static Row of(Policy p, Locale reader) {
            boolean whole = !p.unit().isList() && p.unit() != Policy.Unit.RATE;
            return new Row(
                    p.rule(),
                    p.label(reader),
                    whole ? p.numbers().getFirst() : p.value().replace(",", ", "),
                    p.unit().name(),
                    p.standing().name(),
                    p.basis(),
                    p.source(reader));
        }
    }

    @GetMapping("/settings/policies")
    String policies(Model model, Locale reader) {
        List<Row> rows = policies.all().stream().map(p -> Row.of(p, reader)).toList();
        model.addAttribute("policies", rows);
        return "reference/policies";
    }
}
