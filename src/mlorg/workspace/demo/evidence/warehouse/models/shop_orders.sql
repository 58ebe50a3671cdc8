select * from {{ source('shop', 'clicks') }} -- invented
