package org.akoma.ground.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.akoma.Refused;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** What the operator wrote in the configuration wins over what rooms keep: it is the one place that no import can change. */
@Configuration(proxyBeanMethods = false)
class PolicySettings {
    @Bean
    Policies policies(Environment environment, ObjectProvider<PolicyOverrides> kept) {
        Map<String, String> configured = Binder.get(environment)
                .bind("akoma.policy", Bindable.mapOf(String.class, String.class))
                .orElse(Map.of());
        List<String> problems = Policies.problems(configured);
        if (!problems.isEmpty()) throw new Refused(String.join(" ", problems));
        List<PolicyOverrides> sources = new ArrayList<>(List.of(() -> configured));
        kept.orderedStream().forEach(sources::add);
        return new Policies(sources);
    }
}
