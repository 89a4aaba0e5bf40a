package org.akoma.ground.pages;

import org.springframework.context.annotation.Configuration;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/** After a form the browser is sent on with 303: go there, and do not send the form again. */
@Configuration(proxyBeanMethods = false)
class Redirects {

    Redirects(ThymeleafViewResolver views) {
        views.setRedirectHttp10Compatible(false);
    }
}
