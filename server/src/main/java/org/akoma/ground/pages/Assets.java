package org.akoma.ground.pages;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.CssLinkResourceTransformer;
import org.springframework.web.servlet.resource.ResourceUrlEncodingFilter;
import org.springframework.web.servlet.resource.VersionResourceResolver;

/** Styles, fonts, icons and scripts: their address carries the hash of their content, so a browser keeps them for a year. */
@Configuration(proxyBeanMethods = false)
class Assets implements WebMvcConfigurer {

    private final Language language;

    Assets(Language language) {
        this.language = language;
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/assets/**")
                .addResourceLocations("classpath:/static/assets/")
                .setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic())
                .resourceChain(true)
                .addResolver(new VersionResourceResolver().addContentVersionStrategy("/**"))
                .addTransformer(new CssLinkResourceTransformer());
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(language).excludePathPatterns("/assets/**", "/api/**", "/tables");
    }

    /** Lets {@code @{/assets/…}} in a template write the hashed address. */
    @Bean
    ResourceUrlEncodingFilter hashedAddresses() {
        return new ResourceUrlEncodingFilter() {
            @Override
            public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                    throws IOException, ServletException {
                super.doFilter(
                        request, response, (asked, hashing) -> chain.doFilter(asked, new OfAssets(hashing, response)));
            }
        };
    }

    /** Asks for the hash of assets alone: any other address of a page would be looked for in every jar, a fifth of the time that a page takes. */
    private static final class OfAssets extends HttpServletResponseWrapper {
        private final HttpServletResponse plain;

        OfAssets(ServletResponse hashing, ServletResponse plain) {
            super((HttpServletResponse) hashing);
            this.plain = (HttpServletResponse) plain;
        }

        @Override
        public String encodeURL(String address) {
            return address.contains("/assets/") ? super.encodeURL(address) : plain.encodeURL(address);
        }
    }
}
