package io.tributary.segment.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.segment.rule.PropertyPath;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The vocabulary of the collector protocol, section 5.2, by its exact names. */
class SegmentCatalogueTest {

    private final SegmentCatalogue catalogue = SegmentCatalogue.standard();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Products Searched",
                "Product List Viewed",
                "Product List Filtered",
                "Promotion Viewed",
                "Promotion Clicked",
                "Product Clicked",
                "Product Viewed",
                "Product Added",
                "Product Removed",
                "Cart Viewed",
                "Checkout Started",
                "Checkout Step Viewed",
                "Checkout Step Completed",
                "Payment Info Entered",
                "Order Updated",
                "Order Completed",
                "Order Refunded",
                "Order Cancelled",
                "Coupon Entered",
                "Coupon Applied",
                "Coupon Denied",
                "Coupon Removed",
                "Product Added to Wishlist",
                "Product Removed from Wishlist",
                "Wishlist Product Added to Cart",
                "Product Shared",
                "Cart Shared",
                "Product Reviewed"
            })
    void knowsEachEventOfTheShop(String event) {
        assertThat(catalogue.vocabulary()).contains(event);
        assertThat(catalogue.isDeclared(event, new PropertyPath("product_id"))).isTrue();
        assertThat(catalogue.isDeclared(event, new PropertyPath("something_else")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "checkout_id",
                "order_id",
                "affiliation",
                "subtotal",
                "total",
                "revenue",
                "shipping",
                "tax",
                "discount",
                "coupon",
                "currency",
                "products.product_id",
                "products.sku",
                "products.category",
                "products.name",
                "products.brand",
                "products.variant",
                "products.price",
                "products.quantity",
                "products.coupon",
                "products.position"
            })
    void remembersTheSegmentablePropertiesOfAnOrder(String property) {
        assertThat(catalogue.isDeclared("Order Completed", new PropertyPath(property)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Email Delivered",
                "Email Opened",
                "Email Link Clicked",
                "Email Bounced",
                "Email Marked as Spam",
                "Unsubscribed",
                "Application Installed",
                "Application Opened",
                "Push Notification Received",
                "Push Notification Tapped",
                "Deep Link Opened",
                "Install Attributed",
                "Signed Up",
                "Signed In",
                "Invite Sent",
                "Account Created",
                "Trial Started",
                "Trial Ended",
                "Experiment Viewed"
            })
    void remembersAnyPropertyOfOtherEventsAtTheTopLevel(String event) {
        assertThat(catalogue.isDeclared(event, new PropertyPath("plan_name"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"page_name", "category", "path", "title"})
    void remembersWhereSomebodyWas(String property) {
        assertThat(catalogue.isDeclared("Page Viewed", new PropertyPath(property)))
                .isTrue();
    }
}
