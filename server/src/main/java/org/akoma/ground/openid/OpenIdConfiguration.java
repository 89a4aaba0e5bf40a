package org.akoma.ground.openid;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The settings, where a provider is named. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(OpenIdSettings.ISSUER)
class OpenIdConfiguration {

    @Bean
    OpenIdSettings openIdSettings(Environment settings) {
        return OpenIdSettings.of(settings);
    }
}
