package org.akoma.ground.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.support.RequestDataValueProcessor;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Each form that is sent carries the address of its page beside its token: forms are sent to addresses that often show no page, and browsers tell no
 * referrer here. Who has to sign in first comes back to that page.
 */
@Configuration(proxyBeanMethods = false)
class FormPlace {

    /** Where the form is. */
    static final String FIELD = "_at";

    private static final int LONGEST = 400;

    /** What an address says once: a confirmation, a language, a draft. */
    private static final String[] ONCE = {"done", "lang", "draft"};

    @Bean
    static BeanPostProcessor formsSayWhereTheyAre() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof RequestDataValueProcessor tokens ? new Beside(tokens) : bean;
            }
        };
    }

    /** The page of a form that was sent; null = it does not say. */
    static @Nullable String of(HttpServletRequest request) {
        String at = request.getParameter(FIELD);
        return at == null || at.length() > LONGEST || !SignInPages.ours(at).equals(at) ? null : at;
    }

    /** The address of this page, as somebody comes back to it; of a page that shows a form again, the one that the form came from. */
    static String here(HttpServletRequest request) {
        if (!request.getMethod().equals("GET")) {
            String before = of(request);
            return before == null ? request.getRequestURI() : before;
        }
        String query = request.getQueryString();
        if (query == null) return request.getRequestURI();
        UriComponentsBuilder address =
                UriComponentsBuilder.fromPath(request.getRequestURI()).query(query);
        for (String one : ONCE) address.replaceQueryParam(one);
        return address.build().toUriString();
    }

    /** @param tokens gives a form its token, and only to forms that need one */
    private record Beside(RequestDataValueProcessor tokens) implements RequestDataValueProcessor {

        @Override
        public String processAction(HttpServletRequest request, String action, String method) {
            return tokens.processAction(request, action, method);
        }

        @Override
        public String processFormFieldValue(
                HttpServletRequest request, @Nullable String name, String value, String type) {
            return tokens.processFormFieldValue(request, name, value, type);
        }

        @Override
        public @Nullable Map<String, String> getExtraHiddenFields(HttpServletRequest request) {
            Map<String, String> token = tokens.getExtraHiddenFields(request);
            if (token == null || token.isEmpty()) return token;
            Map<String, String> both = new LinkedHashMap<>(token);
            both.put(FIELD, here(request));
            return both;
        }

        @Override
        public String processUrl(HttpServletRequest request, String url) {
            return tokens.processUrl(request, url);
        }
    }
}
