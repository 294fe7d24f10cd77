namespace LowCode.Ui.Analytics;

/// <summary>A province as a tile: its place on the tile map (columns and rows from 0), short names.</summary>
public sealed record Province(int X, int Y, string Zh, string En, string Code);

/// <summary>
/// The provinces of China as tiles of one size, each about where it lies. A chart of regions, not a map: it draws no border, needs no geo data, and small
/// provinces are read as easily as large ones.
/// </summary>
public static class Provinces
{
    public static readonly IReadOnlyList<Province> All =
    [
        new(7, 0, "黑龙江", "Heilongjiang", "HL"),
        new(4, 1, "内蒙古", "Inner Mongolia", "NM"), new(5, 1, "北京", "Beijing", "BJ"), new(6, 1, "辽宁", "Liaoning", "LN"), new(7, 1, "吉林", "Jilin", "JL"),
        new(0, 2, "新疆", "Xinjiang", "XJ"), new(1, 2, "甘肃", "Gansu", "GS"), new(2, 2, "宁夏", "Ningxia", "NX"), new(3, 2, "山西", "Shanxi", "SX"), new(4, 2, "河北", "Hebei", "HE"), new(5, 2, "天津", "Tianjin", "TJ"),
        new(1, 3, "青海", "Qinghai", "QH"), new(2, 3, "陕西", "Shaanxi", "SN"), new(3, 3, "河南", "Henan", "HA"), new(4, 3, "山东", "Shandong", "SD"),
        new(0, 4, "西藏", "Tibet", "XZ"), new(1, 4, "四川", "Sichuan", "SC"), new(2, 4, "重庆", "Chongqing", "CQ"), new(3, 4, "湖北", "Hubei", "HB"), new(4, 4, "安徽", "Anhui", "AH"), new(5, 4, "江苏", "Jiangsu", "JS"), new(6, 4, "上海", "Shanghai", "SH"),
        new(1, 5, "云南", "Yunnan", "YN"), new(2, 5, "贵州", "Guizhou", "GZ"), new(3, 5, "湖南", "Hunan", "HN"), new(4, 5, "江西", "Jiangxi", "JX"), new(5, 5, "浙江", "Zhejiang", "ZJ"),
        new(3, 6, "广西", "Guangxi", "GX"), new(4, 6, "广东", "Guangdong", "GD"), new(5, 6, "福建", "Fujian", "FJ"), new(6, 6, "台湾", "Taiwan", "TW"),
        new(3, 7, "海南", "Hainan", "HI"), new(4, 7, "澳门", "Macao", "MO"), new(5, 7, "香港", "Hong Kong", "HK"),
    ];

    private static readonly Dictionary<string, Province> Cities = new (string Code, string Names)[]
    {
        ("HL", "哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化 大兴安岭"),
        ("NM", "呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 兴安 锡林郭勒 阿拉善"),
        ("LN", "沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 朝阳 葫芦岛"),
        ("JL", "长春 四平 辽源 通化 白山 松原 白城 延边"),
        ("XJ", "乌鲁木齐 克拉玛依 吐鲁番 哈密 昌吉 伊犁 喀什 和田 阿克苏 石河子 库尔勒"),
        ("GS", "兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 临夏 甘南"),
        ("NX", "银川 石嘴山 吴忠 固原 中卫"),
        ("SX", "太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁"),
        ("HE", "石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 雄安"),
        ("QH", "西宁 海东 海北 黄南 海南州 果洛 玉树 海西 格尔木"),
        ("SN", "西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛"),
        ("HA", "郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 济源"),
        ("SD", "济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽"),
        ("XZ", "拉萨 日喀则 昌都 林芝 山南 那曲 阿里"),
        ("SC", "成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 阿坝 甘孜 凉山"),
        ("HB", "武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施 仙桃 潜江 天门"),
        ("AH", "合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城"),
        ("JS", "南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 昆山"),
        ("YN", "昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 楚雄 红河 文山 西双版纳 大理 德宏 怒江 迪庆"),
        ("GZ", "贵阳 六盘水 遵义 安顺 毕节 铜仁 黔西南 黔东南 黔南"),
        ("HN", "长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西"),
        ("JX", "南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶"),
        ("ZJ", "杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 义乌"),
        ("GX", "南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左"),
        ("GD", "广州 深圳 珠海 汕头 佛山 韶关 湛江 肇庆 江门 茂名 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮"),
        ("FJ", "福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德"),
        ("TW", "台北 高雄 台中 台南 新北 桃园 新竹"),
        ("HI", "海口 三亚 三沙 儋州"),
    }.SelectMany(each => each.Names.Split(' ').Select(city => (City: city, Province: All.First(province => province.Code == each.Code)))).ToDictionary(pair => pair.City, pair => pair.Province);

    /// <summary>The province that a text begins with, or the one of the city it begins with: 广东, 广东省, 深圳, 深圳市南山区, Guangdong, GD; null for none.</summary>
    public static Province? Find(string text)
    {
        var name = text.Trim();
        var found = All.FirstOrDefault(province => name.StartsWith(province.Zh, StringComparison.Ordinal)
            || name.StartsWith(province.En, StringComparison.OrdinalIgnoreCase) && (name.Length == province.En.Length || !char.IsLetter(name[province.En.Length]))
            || name.Equals(province.Code, StringComparison.OrdinalIgnoreCase));
        for (var length = Math.Min(4, name.Length); found is null && length >= 2; length--) found = Cities.GetValueOrDefault(name[..length]);
        return found;
    }
}
