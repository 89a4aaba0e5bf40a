package org.akoma.ground.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import jakarta.servlet.http.Cookie;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.NoTransactions;
import org.akoma.ground.access.Role;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.reference.WorldLanguages;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.context.support.GenericWebApplicationContext;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.resource.ResourceUrlEncodingFilter;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.templateresolver.SpringResourceTemplateResolver;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/** The shared page and its parts as they are served, without a server: what must hold for each of them in both languages. */
class PageRenderingTest {

    private static final Pattern INLINE = Pattern.compile("\\sstyle=|\\son[a-z]+=|<style|<script(?![^>]*\\ssrc=)");
    private static final Path DRAWN = Path.of("target/gallery");

    private static MockMvc mvc;

    @EnableWebMvc
    @Configuration(proxyBeanMethods = false)
    static class Web {}

    /** The parts as a room would use them. */
    @Controller
    static class Gallery {
        @GetMapping("/gallery/{name}")
        String show(@PathVariable String name, Model model) {
            model.addAttribute("today", LocalDate.of(2015, 11, 16));
            model.addAttribute(
                    "side", List.of(NavItem.of("sample", "/a", "home"), new NavItem("sample", "/b", "user", 4)));
            if (name.equals("form"))
                model.addAttribute(
                        "errors",
                        List.of(FieldError.of("language", "form.required"), FieldError.of("found", "form.date")));
            return "gallery/" + name;
        }

        @GetMapping("/error-page/{code}")
        String error(@PathVariable String code) {
            return "error/" + code;
        }
    }

    /** The browsers' own field for a date differs from one to the next, and loses what it cannot read. */
    @Test
    void aDateIsTypedInThreeBoxes() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/resources/templates"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".html")).toList())
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readString(file))
                            .doesNotContainPattern("type=[\"' ]*(date|datetime-local|month|week)\\b"));
        }
    }

    @BeforeAll
    static void start() {
        var context = new GenericWebApplicationContext(new MockServletContext());
        context.registerBean(Clock.class, () -> Clock.fixed(Instant.parse("2015-11-16T08:00:00Z"), ZoneOffset.UTC));
        context.registerBean("messageSource", Texts.class, () -> new Texts(true));
        context.registerBean(ActorTransactions.class, NoTransactions::new);
        context.registerBean(ThymeleafViewResolver.class, () -> views(context));
        context.registerBean(
                org.akoma.ground.database.RestoredCopy.class,
                () -> org.akoma.ground.database.RestoredCopy.of(java.util.Optional.empty()));
        context.registerBean(Names.class, () -> org.mockito.Mockito.mock(Names.class));
        new AnnotatedBeanDefinitionReader(context)
                .register(
                        Web.class,
                        CodeLists.class,
                        Formats.class,
                        Fields.class,
                        WorldLanguages.class,
                        Named.class,
                        Language.class,
                        Shell.class,
                        Ways.class,
                        Assets.class,
                        InfoPages.class,
                        LeaveController.class,
                        Gallery.class);
        context.registerBean(
                NavItems.class,
                () -> actor -> List.of(
                        NavItem.of("sample", "/", "home"), new NavItem("gallery", "/gallery/file", "folder", 3)));
        context.refresh();
        mvc = MockMvcBuilders.webAppContextSetup(context)
                .addFilters(new ResourceUrlEncodingFilter())
                .build();
    }

    private static ThymeleafViewResolver views(GenericWebApplicationContext context) {
        SpringResourceTemplateResolver templates = new SpringResourceTemplateResolver();
        templates.setApplicationContext(context);
        templates.setPrefix("classpath:/templates/");
        templates.setSuffix(".html");
        templates.setCharacterEncoding("UTF-8");
        SpringTemplateEngine engine = new SpringTemplateEngine();
        engine.setEnableSpringELCompiler(true);
        engine.setTemplateResolver(templates);
        engine.setTemplateEngineMessageSource(context);
        ThymeleafViewResolver views = new ThymeleafViewResolver();
        views.setTemplateEngine(engine);
        views.setCharacterEncoding("UTF-8");
        return views;
    }

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    private static void signIn(String username, Role role) {
        Actor actor = new Actor(new UUID(0, 1), username, new UUID(0, 2), "ONG-A", Set.of(role), role.compartment());
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken(actor, ""));
    }

    /** What a browser would get; kept in target/gallery for looking at it. */
    private static String draw(String path, String lang) throws Exception {
        MockHttpServletResponse response =
                mvc.perform(get(path).param("lang", lang)).andReturn().getResponse();
        String page = response.getContentAsString();
        Files.createDirectories(DRAWN);
        Files.writeString(DRAWN.resolve(path.substring(1).replace('/', '-') + "-" + lang + ".html"), page);
        return page;
    }

    private static int count(String page, String tag) {
        return page.split(tag + "[ >]", -1).length - 1;
    }

    @ParameterizedTest
    @CsvSource({
        "/help,fr",
        "/help,en",
        "/report,fr",
        "/report,en",
        "/your-data,fr",
        "/your-data,en",
        "/accessibility,fr",
        "/accessibility,en",
        "/error-page/403,fr",
        "/error-page/404,en",
        "/error-page/409,fr",
        "/error-page/4xx,en",
        "/error-page/5xx,fr",
        "/tables,fr",
        "/tables,en",
        "/gallery/file,fr",
        "/gallery/file,en",
        "/gallery/form,fr",
        "/gallery/form,en"
    })
    void everyPageIsWhole(String path, String lang) throws Exception {
        signIn("sw-03", Role.CASE_WORKER);
        String page = draw(path, lang);
        assertThat(count(page, "<h1")).isEqualTo(1);
        assertThat(count(page, "<main")).isEqualTo(1);
        assertThat(page)
                .contains("<html lang=\"" + lang + "\"")
                .doesNotContain("??")
                .doesNotContain("th:")
                .doesNotContainPattern(INLINE);
    }

    @Test
    void eachIdIsThereOnce() throws Exception {
        for (String name : List.of("file", "form")) {
            List<String> ids = Pattern.compile("\\sid=\"([^\"]+)\"")
                    .matcher(draw("/gallery/" + name, "fr"))
                    .results()
                    .map(found -> found.group(1))
                    .toList();
            assertThat(ids).doesNotHaveDuplicates();
        }
    }

    @Test
    void policeSideIsNamedInWordsAndDoesNotSearchFiles() throws Exception {
        signIn("le-03", Role.LE_OFFICER);
        assertThat(draw("/report", "fr"))
                .contains("Espace police", "top--police", "LE-03")
                .doesNotContain("/cases/search");
    }

    @Test
    void careSideSearchesAndTheOtherLanguageKeepsThePage() throws Exception {
        signIn("sw-03", Role.CASE_WORKER);
        String page = mvc.perform(get("/gallery/file?q=AK&lang=fr"))
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(page)
                .contains(
                        "role=\"search\"",
                        "/gallery/file?q=AK&amp;lang=en",
                        "Rubrique exemple",
                        "aria-current=\"page\"");
    }

    @Test
    void anErrorIsInTheTitleTheSummaryAndAtTheField() throws Exception {
        String page = draw("/gallery/form", "fr");
        assertThat(page)
                .contains(
                        "<title>Erreur\u00a0: Fiche de remise – Akoma</title>",
                        "Deux points à corriger",
                        "href=\"#language\"")
                .contains("id=\"language-error\"", "aria-describedby=\"language-error\"", "aria-invalid=\"true\"");
    }

    @Test
    void leavingSaysNothingOfAkomaAndTakesTheCookiesBack() throws Exception {
        MockHttpServletResponse response = mvc.perform(
                        get("/tables").cookie(new Cookie("akoma", "secret"), new Cookie("lang", "en")))
                .andReturn()
                .getResponse();
        assertThat(response.getContentAsString())
                .contains("Multiplication tables", "<td>81</td>")
                .doesNotContainIgnoringCase("akoma");
        assertThat(response.getHeaders("Set-Cookie")).anyMatch(c -> c.startsWith("akoma=;") && c.contains("Max-Age=0"));
        assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "", "en\r\nSet-Cookie: a=b", "FR"})
    void anyOtherLanguageIsFrench(String lang) throws Exception {
        MockHttpServletResponse response =
                mvc.perform(get("/help").param("lang", lang)).andReturn().getResponse();
        assertThat(response.getContentAsString()).contains("<html lang=\"fr\"");
        assertThat(response.getHeaders("Set-Cookie")).isEmpty();
    }

    @Test
    void theLanguageIsKept() throws Exception {
        assertThat(mvc.perform(get("/help").param("lang", "en"))
                        .andReturn()
                        .getResponse()
                        .getHeaders("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("lang=en;") && cookie.contains("SameSite=Lax"));
        assertThat(mvc.perform(get("/help").cookie(new Cookie("lang", "en")))
                        .andReturn()
                        .getResponse()
                        .getContentAsString())
                .contains("<html lang=\"en\"");
    }

    @Test
    void assetsCarryTheHashOfTheirContentAndAreKeptForAYear() throws Exception {
        Matcher style = Pattern.compile("href=\"(/assets/css/akoma-[0-9a-f]{32}\\.css)\"")
                .matcher(draw("/help", "fr"));
        assertThat(style.find()).isTrue();
        MockHttpServletResponse css =
                mvc.perform(get(style.group(1))).andReturn().getResponse();
        assertThat(css.getStatus()).isEqualTo(200);
        assertThat(css.getHeader("Cache-Control")).contains("max-age=31536000");
        assertThat(css.getContentAsString()).containsPattern("atkinson-next-latin-[0-9a-f]{32}\\.woff2");
    }
}
