package org.akoma.ground.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.akoma.Answer;
import org.akoma.HouseIT;
import org.akoma.Visit;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.beans.factory.config.EmbeddedValueResolver;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.accept.ContentNegotiationManager;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/** Every address leads where Spring's own search leads, and every request that leads nowhere is refused in the same way. */
class AddressesIT extends HouseIT {

    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)(:(?:[^{}]|\\{[^{}]*})+)?}");
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS");
    private static final List<String> TYPES = List.of("application/json", "application/x-www-form-urlencoded");

    /** The first is led as GET is, the second whatever is accepted: to ask for a page as well would find nothing else. */
    private static final List<String> HAVE_ONE_TYPE = List.of("HEAD", "OPTIONS");

    private static final List<String> VALUES = List.of("AK-001", "0198c0de-0000-7000-8000-000000000001");

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping ours;

    @Autowired
    @Qualifier("mvcContentNegotiationManager")
    private ContentNegotiationManager negotiation;

    @Autowired
    private ApplicationContext house;

    @Autowired
    private ConfigurableBeanFactory beans;

    @Test
    void everyAddressLeadsWhereSpringLeads() {
        assertThat(ours).isInstanceOf(Addresses.Indexed.class);
        RequestMappingHandlerMapping springs = springsOwn();
        assertThat(springs.getHandlerMethods()).hasSameSizeAs(ours.getHandlerMethods());
        int found = 0;
        Set<String> refused = new LinkedHashSet<>();
        for (String path : paths())
            for (String method : METHODS)
                for (String type : HAVE_ONE_TYPE.contains(method) ? TYPES.subList(0, 1) : TYPES) {
                    String expected = led(springs, method, path, type);
                    assertThat(led(ours, method, path, type))
                            .as(method + " " + path + " " + type)
                            .isEqualTo(expected);
                    if (expected.startsWith("!")) refused.add(expected);
                    else found++;
                }
        assertThat(found).isGreaterThan(ours.getHandlerMethods().size());
        assertThat(refused)
                .contains(
                        "!HttpRequestMethodNotSupportedException",
                        "!HttpMediaTypeNotSupportedException",
                        "!HttpMediaTypeNotAcceptableException",
                        "!nothing");
    }

    /** A page of this test alone, whose template fails after more lines than any buffer holds. */
    public static final class Failing {
        public String page() {
            return "gallery/fails";
        }
    }

    /** Half a page with 200 would look like all there is. */
    @Test
    void aPageThatFailsInTheMiddleIsAnErrorPage() throws NoSuchMethodException {
        String path = "/fails-in-the-middle";
        RequestMappingInfo mapping = RequestMappingInfo.paths(path)
                .methods(RequestMethod.GET)
                .options(ours.getBuilderConfiguration())
                .build();
        ours.registerMapping(mapping, new Failing(), Failing.class.getMethod("page"));
        try {
            Visit reader = browser(person(Role.CASE_WORKER, structure(Organisation.Kind.NGO)));
            Answer answer = reader.get(path + "?lang=fr");
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body())
                    .contains("Akoma ne peut pas répondre", "</html>")
                    .doesNotContain("Written before it fails", "broken", "Exception");
        } finally {
            ours.unregisterMapping(mapping);
        }
    }

    /** Each pattern with several values in the place of its variables, and what is nearly an address. */
    private Set<String> paths() {
        Set<String> paths = new LinkedHashSet<>();
        for (var mapping : ours.getHandlerMethods().keySet())
            for (String pattern : mapping.getPatternValues())
                for (String value : VALUES)
                    paths.add(VARIABLE.matcher(pattern).replaceAll(value).replace("**", value));
        for (String path : new ArrayList<>(paths).subList(0, 60)) {
            paths.add(path + "/");
            paths.add(path + "/beyond");
            paths.add("/" + path);
            paths.add(path + ";a=b");
            paths.add(path + "/%C3%A9");
        }
        return paths;
    }

    private RequestMappingHandlerMapping springsOwn() {
        RequestMappingHandlerMapping springs = new RequestMappingHandlerMapping();
        springs.setApplicationContext(house);
        springs.setEmbeddedValueResolver(new EmbeddedValueResolver(beans));
        springs.setContentNegotiationManager(negotiation);
        springs.setPatternParser(ours.getPatternParser());
        springs.afterPropertiesSet();
        return springs;
    }

    /** The method, its pattern and its variables; or how the request is refused. */
    private static String led(RequestMappingHandlerMapping mapping, String method, String path, String type) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        request.addHeader(HttpHeaders.ACCEPT, type.startsWith("application/x") ? "text/html" : type);
        if (!method.equals("GET")) request.setContentType(type);
        ServletRequestPathUtils.parseAndCache(request);
        try {
            HandlerExecutionChain chain = mapping.getHandler(request);
            return chain == null
                    ? "!nothing"
                    : chain.getHandler() + " " + request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE)
                            + " " + request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        } catch (Exception refusal) {
            return "!" + refusal.getClass().getSimpleName();
        }
    }
}
