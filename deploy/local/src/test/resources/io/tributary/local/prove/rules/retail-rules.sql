create table cells as
select row_number() over () as place, * from read_csv('FILE', header = true, all_varchar = true);

create view lines as
select InvoiceNo as invoice, CustomerID as customer, StockCode as sku, Quantity::int as quantity,
       UnitPrice::decimal(18, 3) as price, InvoiceDate::timestamp as bought, InvoiceNo like 'C%' as cancelled
from cells
where CustomerID <> '' and (InvoiceNo like 'C%' or (Quantity::int > 0 and UnitPrice::decimal(18, 3) > 0));

create view invoices as
select invoice, any_value(customer) as customer, any_value(cancelled) as cancelled, min(bought) as bought,
       round_even(sum(quantity * price), 2) as revenue, list(sku) as skus, max(price) as dearest, sum(price) as prices
from lines group by invoice;

create view orders as select * from invoices where not cancelled;

create view refunds as select * from invoices where cancelled;

create view customers as
select CustomerID as customer, CustomerID::int as number, arg_max(Country, place) as country, min(InvoiceDate::timestamp) as since
from cells where CustomerID <> '' group by CustomerID;

-- buyers-30d
select customer from orders where bought >= date '2011-11-10' group by customer;

-- repeat-30d
select customer from orders where bought >= date '2011-11-10' group by customer having count(*) >= 2;

-- repeat-90d
select customer from orders where bought >= date '2011-09-11' group by customer having count(*) >= 2;

-- spent-1000-90d
select customer from orders where bought >= date '2011-09-11' group by customer having sum(revenue) >= 1000;

-- lapsed-90d
select customer from orders group by customer having max(bought) < date '2011-09-11';

-- new-30d
select customer from orders group by customer having min(bought) >= date '2011-11-10';

-- heart-then-cake-stand
select distinct a.customer from orders a join orders b using (customer)
where list_contains(a.skus, '85123A') and list_contains(b.skus, '22423') and b.bought > a.bought and b.bought <= a.bought + interval 30 days;

-- german-or-french
select customer from customers where country in ('Germany', 'France');

-- abroad
select customer from customers where country <> 'United Kingdom';

-- known-for-60d
select customer from customers where since >= date '2011-10-11';

-- known-for-a-year
select customer from customers where since::date <= date '2010-12-09';

-- average-500
select customer from orders where bought >= date '2011-09-11' group by customer having avg(revenue) >= 500;

-- small-order
select customer from orders where bought >= date '2011-09-11' group by customer having min(revenue) < 20;

-- large-order
select customer from orders group by customer having max(revenue) >= 2000;

-- many-products
select customer from lines where not cancelled and bought >= date '2011-09-11' group by customer having count(distinct sku) >= 100;

-- five-days
select customer from orders where bought >= date '2011-09-11' group by customer having count(distinct bought::date) >= 5;

-- cake-stand-in-autumn
select distinct customer from orders
where list_contains(skus, '22423') and bought >= date '2011-09-10' and bought < date '2011-11-09';

-- three-since-october
select customer from orders where bought >= date '2011-10-01' group by customer having count(*) >= 3;

-- last-before-march
select customer from orders group by customer having max(bought) < date '2011-03-01';

-- two-days
select distinct customer from orders where bought > timestamp '2011-12-09 23:59:59' - interval 48 hours;

-- same-again
select distinct a.customer from orders a join orders b using (customer)
where b.bought > a.bought and b.bought <= a.bought + interval 7 days and b.bought >= date '2011-09-11' and list_has_any(a.skus, b.skus);

-- came-back-after-refund
select distinct a.customer from orders a join refunds r using (customer) join orders b using (customer)
where r.bought > a.bought and b.bought > r.bought and b.bought <= a.bought + interval 60 days;

-- silent-for-60d
select distinct a.customer from orders a
where a.bought >= date '2011-09-11' and a.bought + interval 60 days <= timestamp '2011-12-09 20:00:00' and not exists
    (select 1 from orders b where b.customer = a.customer and b.bought > a.bought and b.bought <= a.bought + interval 60 days);

-- regular-but-thrifty
select customer from orders where bought >= date '2011-09-11' group by customer having count(*) >= 2 and sum(revenue) < 1000;

-- may-be-mailed
select customer from customers where number % 10 <> 3;

-- german-with-address
select customer from customers where country = 'Germany';

-- reached-by-mail
select customer from customers where number % 10 <> 3 and number % 40 <> 0;

-- refunded-twice
select customer from refunds group by customer having count(*) >= 2;

-- price-list-500
select customer from orders where bought >= date '2011-11-10' group by customer having sum(prices) >= 500;
